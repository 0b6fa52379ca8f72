package app

import (
	"cmp"
	"context"
	"encoding/json"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// NewInfluence puts a person on a deal's map: a contact that is known, or a new
// one, with what is known of him on a day.
type NewInfluence struct {
	ContactID  record.ID   `json:"contact_id,omitzero" doc:"a contact that is known"`
	NewContact *NewContact `json:"new_contact,omitzero" doc:"or a new one, of the deal's account"`
	deal.InfluenceFields
	FirstSeen
	Sways []record.ID `json:"sways,omitempty" maxItems:"500" doc:"influences of the deal whom he influences"`
}

// PersonFields are what people write about a person on a deal's map at once: his
// fields, what was seen of him, and whom he influences.
type PersonFields struct {
	deal.InfluenceFields
	Seen  []Sighting  `json:"seen,omitempty" maxItems:"20" doc:"what was observed; it is added to what was before"`
	Sways []record.ID `json:"sways,omitempty" maxItems:"500" doc:"all influences of the deal whom he influences; absent: as before"`
}

// NewContact is a person who becomes a contact of the deal's account.
type NewContact struct {
	Name         string    `json:"name" maxLength:"255"`
	Title        string    `json:"title,omitzero" maxLength:"255"`
	DepartmentID record.ID `json:"department_id,omitzero"`
	LevelRank    int       `json:"level_rank,omitzero" minimum:"1" maximum:"5"`
}

// FirstSeen are the first observations of a person; absent ones are unknown.
type FirstSeen struct {
	Roles       []influence.Role  `json:"roles,omitempty"`
	Support     influence.Support `json:"support,omitzero" minimum:"-5" maximum:"5"`
	Mode        influence.Mode    `json:"mode,omitzero"`
	Expectation *int              `json:"expectation,omitzero" minimum:"0" maximum:"10"`
	Reality     *int              `json:"reality,omitzero" minimum:"0" maximum:"10"`
	Baseline    *int              `json:"baseline,omitzero" minimum:"0" maximum:"10"`
	Contact     influence.Contact `json:"contact,omitzero" minimum:"0" maximum:"4"`
	JoinedOn    calendar.Day      `json:"joined_on,omitzero" format:"date"`
	On          calendar.Day      `json:"on,omitzero" format:"date" doc:"when it was true; absent: last_contact_on, else today"`
	Source      deal.Origin       `json:"source,omitzero" doc:"absent: own_eyes"`
	Evidence    string            `json:"evidence,omitzero" maxLength:"2000"`
}

// observations gives what was seen as one observation per field: on the day
// given, else on that of the last contact, else today.
func (f *NewInfluence) observations(today calendar.Day) (out []deal.Observation) {
	on := cmp.Or(f.On, f.LastContactOn, today)
	add := func(field string, given bool, value any, on calendar.Day) {
		if given {
			b, _ := json.Marshal(value)
			out = append(out, deal.Observation{Field: field, Value: b, On: on, Origin: f.Source,
				Evidence: f.Evidence})
		}
	}
	add(deal.ObservedRoles, len(f.Roles) > 0, f.Roles, on)
	add(deal.ObservedSupport, f.Support != 0, f.Support, on)
	add(deal.ObservedMode, f.Mode != "", f.Mode, on)
	add(deal.ObservedExpectation, f.Expectation != nil, f.Expectation, on)
	add(deal.ObservedReality, f.Reality != nil, f.Reality, on)
	add(deal.ObservedBaseline, f.Baseline != nil, f.Baseline, on)
	add(deal.ObservedContact, f.Contact != 0, f.Contact, on)
	add(deal.ObservedPresence, f.JoinedOn != 0, deal.Joined, f.JoinedOn)
	return out
}

// AddInfluence puts a person on the map of a deal.
func (a *App) AddInfluence(ctx context.Context, who org.Actor, id record.ID,
	in NewInfluence) (deal.Person, error) {
	var out deal.Person
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := lockedDeal(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditDeals, d.OwnerID, false); err != nil {
			return err
		}
		c, err := a.contactOnMap(ctx, tx, who, d, in)
		if err != nil {
			return err
		}
		x := deal.Influence{DealID: d.ID, ContactID: c.ID, InfluenceFields: in.InfluenceFields}
		if x.TellsOfCoach() && !seesSecrets(who, d) {
			return coachSecret()
		}
		if err := a.prepareInfluence(ctx, tx, deal.Influence{}, &x); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &x); err != nil {
			return err
		}
		act := &seeing{who: who, deal: d, act: "influence.added", name: c.Name}
		if err := sway(ctx, tx, act, x.ID, in.Sways); err != nil {
			return err
		}
		out, err = a.observe(ctx, tx, act, x, in.observations(a.day(tx.Now())))
		return err
	})
	return out, err
}

// contactOnMap gives the contact to put on a deal's map: one that the actor sees
// and who is not there yet, or a new one of the deal's account. Who may edit the
// deal may add people to its account in this way.
func (a *App) contactOnMap(ctx context.Context, tx *store.Tx, who org.Actor, d deal.Deal,
	in NewInfluence) (account.Contact, error) {
	if in.NewContact == nil {
		c, err := tx.Contact(ctx, who.Scope(org.ReadAccounts), in.ContactID)
		if err != nil {
			return c.Contact, missing(err, "contact_id")
		}
		people, err := tx.PeopleOf(ctx, who.Scope(org.ReadDeals), d.ID)
		for _, p := range people {
			if p.ContactID == c.ID {
				err = fault.New(fault.Conflict, "person_on_map").At("contact_id").With("name", c.Name)
			}
		}
		return c.Contact, err
	}
	n := in.NewContact
	c := account.Contact{ContactFields: account.ContactFields{AccountID: d.AccountID, Name: n.Name,
		Title: n.Title, DepartmentID: n.DepartmentID, LevelRank: n.LevelRank}}
	if err := c.Check(); err != nil {
		return c, err
	}
	if err := prepareContact(ctx, tx, who, &c); err != nil {
		return c, err
	}
	return c, store.Add(ctx, tx, &c)
}

// seesSecrets reports whether the hidden coaches of a deal exist for the actor.
func seesSecrets(who org.Actor, d deal.Deal) bool {
	return who.Scope(org.ReadDeals).SeesSecrets(d.OwnerID)
}

// coachSecret refuses what only the owner and the managers above may write.
func coachSecret() error { return fault.New(fault.Denied, "coach_secret") }

// prepareInfluence checks the fields of an influence and what they refer to.
func (a *App) prepareInfluence(ctx context.Context, tx *store.Tx, old deal.Influence,
	x *deal.Influence) error {
	if err := x.Check(a.day(tx.Now())); err != nil {
		return err
	}
	if x.CounterpartID == 0 || x.CounterpartID == old.CounterpartID {
		return nil
	}
	_, err := tx.User(ctx, x.CounterpartID)
	return missing(err, "counterpart_id")
}

// EditInfluence changes what is known of a person: patch is a JSON object of the
// PersonFields to change. All of it is done, or nothing. What he is as a coach
// only the deal's owner and the managers above may change.
func (a *App) EditInfluence(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Person, error) {
	return a.onPerson(ctx, who, id, func(tx *store.Tx, act *seeing, old deal.Influence) (deal.Person, error) {
		act.act = "influence.edited"
		if err := fresh(old.Meta, version); err != nil {
			return deal.Person{}, err
		}
		f := PersonFields{InfluenceFields: old.InfluenceFields}
		if err := merge(&f, patch); err != nil {
			return deal.Person{}, err
		}
		if !seesSecrets(who, act.deal) && touchesCoach(patch) {
			return deal.Person{}, coachSecret()
		}
		next, err := a.rewritten(ctx, tx, act, old, f)
		if err != nil {
			return deal.Person{}, err
		}
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return deal.Person{}, err
		}
		if f.Sways != nil {
			if err := sway(ctx, tx, act, id, f.Sways); err != nil {
				return deal.Person{}, err
			}
		}
		return a.seen(ctx, tx, act, id)
	})
}

// rewritten is a person with other fields, after what was seen of him is noted.
func (a *App) rewritten(ctx context.Context, tx *store.Tx, act *seeing, old deal.Influence,
	f PersonFields) (deal.Influence, error) {
	next := old
	next.InfluenceFields = f.InfluenceFields
	if err := a.prepareInfluence(ctx, tx, old, &next); err != nil || len(f.Seen) == 0 {
		return next, err
	}
	seen, err := sightings(f.Seen, a.day(tx.Now()))
	if err != nil {
		return next, err
	}
	act.on = commonDay(seen)
	return a.note(ctx, tx, act, next, seen)
}

// touchesCoach reports whether a patch names what somebody is as a coach.
func touchesCoach(patch []byte) bool {
	var given map[string]json.RawMessage
	if json.Unmarshal(patch, &given) != nil {
		return true
	}
	for _, name := range deal.CoachFields() {
		if _, ok := given[name]; ok {
			return true
		}
	}
	return false
}

// RemoveInfluence takes a person off the map, into the trash; what was observed
// of him stays.
func (a *App) RemoveInfluence(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	_, err := a.onPerson(ctx, who, id, func(tx *store.Tx, act *seeing,
		old deal.Influence) (deal.Person, error) {
		act.act = "influence.removed"
		if err := fresh(old.Meta, version); err != nil {
			return deal.Person{}, err
		}
		next := old
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return deal.Person{}, err
		}
		return a.seen(ctx, tx, act, id)
	})
	return err
}

// seeing is an act on what is known of one deal, mostly of a person on it.
type seeing struct {
	who   org.Actor
	deal  deal.Deal
	act   string       // "influence.edited"
	name  string       // his name
	on    calendar.Day // 0: today
	field string       // that was observed
}

// onPerson is the frame of the acts on one person of a deal.
func (a *App) onPerson(ctx context.Context, who org.Actor, id record.ID,
	do func(*store.Tx, *seeing, deal.Influence) (deal.Person, error)) (deal.Person, error) {
	var out deal.Person
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		p, err := tx.Person(ctx, who.Scope(org.ReadDeals), id)
		if err != nil {
			return err
		}
		d, err := lockedDeal(ctx, tx, who, p.DealID)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditDeals, d.OwnerID, false); err != nil {
			return err
		}
		if p, err = tx.Person(ctx, who.Scope(org.ReadDeals), id); err != nil {
			return err
		}
		out, err = do(tx, &seeing{who: who, deal: d, name: p.Name}, p.Influence)
		return err
	})
	return out, err
}

// seen ends an act on a person: the flags follow, one event tells of it, and the
// person is given as the actor may see him.
func (a *App) seen(ctx context.Context, tx *store.Tx, act *seeing, id record.ID) (deal.Person, error) {
	if err := a.reflag(ctx, tx, act.deal.ID); err != nil {
		return deal.Person{}, err
	}
	if act.on == 0 {
		act.on = a.day(tx.Now())
	}
	e := event.Event{ActorID: act.who.ID, On: act.on, Act: act.act, Kind: record.Influence, SubjectID: id,
		DealID: act.deal.ID, AccountID: act.deal.AccountID, Params: event.Params{"name": act.name}}
	if act.field != "" {
		e.Params["field"] = act.field
	}
	p, err := tx.PersonWritten(ctx, id)
	if err != nil {
		return deal.Person{}, err
	}
	caution(&e, &p)
	if err := tx.Record(ctx, e); err != nil {
		return deal.Person{}, err
	}
	if !seesSecrets(act.who, act.deal) {
		p.Influence = p.Influence.Masked()
	}
	return p, nil
}
