package app

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Sighting is one value of one field of a person, as seen on a day.
type Sighting struct {
	Field    string          `json:"field" enum:"support,mode,expectation,reality,baseline,contact,roles,presence"`
	Value    json.RawMessage `json:"value" doc:"support -5…5 without 0, mode, 0…10, contact 0…4, list of roles, joined or left; null: unknown again"`
	On       calendar.Day    `json:"on,omitzero" format:"date" doc:"when it was true; absent: today"`
	Source   deal.Origin     `json:"source,omitzero" doc:"absent: own_eyes"`
	Evidence string          `json:"evidence,omitzero" maxLength:"2000"`
}

// Observe notes what was seen of a person on a deal's map. Nothing is
// overwritten: the present value is the latest by day.
func (a *App) Observe(ctx context.Context, who org.Actor, id record.ID, s Sighting) (deal.Person, error) {
	return a.onPerson(ctx, who, id, func(tx *store.Tx, act *seeing, x deal.Influence) (deal.Person, error) {
		o := s.observation(a.day(tx.Now()))
		act.act, act.on, act.field = "influence.observed", o.On, o.Field
		return a.observe(ctx, tx, act, x, []deal.Observation{o})
	})
}

func (s Sighting) observation(today calendar.Day) deal.Observation {
	return deal.Observation{Field: s.Field, Value: s.Value, On: cmp.Or(s.On, today), Origin: s.Source,
		Evidence: s.Evidence}
}

// sightings checks what was seen; a fault is named by its place: seen[1].value.
func sightings(all []Sighting, today calendar.Day) ([]deal.Observation, error) {
	out := make([]deal.Observation, len(all))
	for i, s := range all {
		out[i] = s.observation(today)
		if err := out[i].Check(today); err != nil {
			e := fault.Of(err)
			return nil, e.At("seen[" + strconv.Itoa(i) + "]." + e.Field)
		}
	}
	return out, nil
}

// commonDay is the day of all observations, 0 when they are of several.
func commonDay(seen []deal.Observation) calendar.Day {
	other := func(o deal.Observation) bool { return o.On != seen[0].On }
	if slices.ContainsFunc(seen, other) {
		return 0
	}
	return seen[0].On
}

// observe notes what was seen of a person. It ends the act.
func (a *App) observe(ctx context.Context, tx *store.Tx, act *seeing, x deal.Influence,
	seen []deal.Observation) (deal.Person, error) {
	next, err := a.note(ctx, tx, act, x, seen)
	if err != nil {
		return deal.Person{}, err
	}
	if err := saveDerived(ctx, tx, x, &next); err != nil {
		return deal.Person{}, err
	}
	return a.seen(ctx, tx, act, x.ID)
}

// note appends observations of a person and gives him with the present values
// that follow from all there are, not yet saved.
func (a *App) note(ctx context.Context, tx *store.Tx, act *seeing, x deal.Influence,
	seen []deal.Observation) (deal.Influence, error) {
	for i := range seen {
		o := &seen[i]
		o.DealID, o.InfluenceID, o.RecordedAt, o.ByID = x.DealID, x.ID, tx.Now(), act.who.ID
		if err := o.Check(a.day(tx.Now())); err != nil {
			return x, err
		}
		if x.Hidden && !seesSecrets(act.who, act.deal) {
			o.KeepCoach(x.Roles)
		}
		if err := store.Add(ctx, tx, o); err != nil {
			return x, err
		}
	}
	all, err := tx.Observations(ctx, x)
	if err != nil {
		return x, err
	}
	next := x
	if err := next.Derive(all); err != nil {
		return x, err
	}
	return next, a.oneDecider(ctx, tx, act.deal, x, next)
}

// saveDerived writes the present values of a person; those of one that was just
// added belong to his first version.
func saveDerived(ctx context.Context, tx *store.Tx, old deal.Influence, next *deal.Influence) error {
	if old.CreatedAt == tx.Now() {
		return store.Amend(ctx, tx, old, next)
	}
	return store.Save(ctx, tx, old, next)
}

// oneDecider refuses a second present decision maker, and notes on the deal when
// the role moved from one person to another (dossier.md 3.3, eb_changed_at).
func (a *App) oneDecider(ctx context.Context, tx *store.Tx, d deal.Deal, old, next deal.Influence) error {
	today := a.day(tx.Now())
	if !next.DecidesNow(today) {
		return nil
	}
	holder, err := tx.OtherDecider(ctx, next, today)
	if err == nil {
		return fault.New(fault.Conflict, "multiple_eb").At("roles").
			With("holder", holder.Name).With("id", holder.ID.String())
	}
	if !fault.Is(err, fault.NotFound) || old.DecidesNow(today) {
		return ignoreMissing(err)
	}
	moved, err := tx.EverDecided(ctx, next)
	if err != nil || !moved {
		return err
	}
	all, err := tx.Observations(ctx, next)
	if err != nil {
		return err
	}
	after := d
	after.EBChangedOn = deal.RolesSince(all)
	return store.Amend(ctx, tx, d, &after)
}

func ignoreMissing(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// Observations lists what was observed of a person, the latest first, each with
// how he stood then, as the actor may see it.
func (a *App) Observations(ctx context.Context, who org.Actor, id record.ID) ([]deal.Seen, error) {
	r := a.db.Reads()
	p, err := r.Person(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return nil, err
	}
	d, err := r.Deal(ctx, who.Scope(org.ReadDeals), p.DealID)
	if err != nil {
		return nil, err
	}
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: d.ID})
	all, err := r.Observations(ctx, p.Influence)
	if err != nil {
		return nil, err
	}
	if p.Hidden && !seesSecrets(who, d) {
		for i := range all {
			all[i] = all[i].Masked()
		}
	}
	out, err := deal.Course(all)
	slices.Reverse(out)
	return out, err
}

// ModeOf is the feedback mode that follows from how a person sees his gap; it is
// arithmetic of the method and touches no record.
func (a *App) ModeOf(_ context.Context, _ org.Actor, expectation, reality, baseline int) influence.Mode {
	return influence.ComputedMode(&expectation, &reality, &baseline)
}
