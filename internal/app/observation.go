package app

import (
	"context"
	"encoding/json"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
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
		o := deal.Observation{Field: s.Field, Value: s.Value, On: s.On, Origin: s.Source,
			Evidence: s.Evidence}
		if o.On == 0 {
			o.On = a.day(tx.Now())
		}
		act.act, act.on, act.field = "influence.observed", o.On, o.Field
		return a.observe(ctx, tx, act, x, []deal.Observation{o})
	})
}

// observe appends observations of a person and derives his present values from
// all there are. It ends the act.
func (a *App) observe(ctx context.Context, tx *store.Tx, act *seeing, x deal.Influence,
	seen []deal.Observation) (deal.Person, error) {
	for i := range seen {
		o := &seen[i]
		o.DealID, o.InfluenceID, o.RecordedAt, o.ByID = x.DealID, x.ID, tx.Now(), act.who.ID
		if err := o.Check(a.day(tx.Now())); err != nil {
			return deal.Person{}, err
		}
		if x.Hidden && !seesSecrets(act.who, act.deal) {
			o.KeepCoach(x.Roles)
		}
		if err := store.Add(ctx, tx, o); err != nil {
			return deal.Person{}, err
		}
	}
	all, err := tx.Observations(ctx, x)
	if err != nil {
		return deal.Person{}, err
	}
	next := x
	if err := next.Derive(all); err != nil {
		return deal.Person{}, err
	}
	if err := a.oneDecider(ctx, tx, act.deal, x, next); err != nil {
		return deal.Person{}, err
	}
	if err := saveDerived(ctx, tx, x, &next); err != nil {
		return deal.Person{}, err
	}
	return a.seen(ctx, tx, act, x.ID)
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

// Observations lists what was observed of a person, the latest first, as the
// actor may see it.
func (a *App) Observations(ctx context.Context, who org.Actor, id record.ID) ([]deal.Observation, error) {
	r := a.db.Reads()
	p, err := r.Person(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return nil, err
	}
	d, err := r.Deal(ctx, who.Scope(org.ReadDeals), p.DealID)
	if err != nil {
		return nil, err
	}
	all, err := r.Observations(ctx, p.Influence)
	if p.Hidden && !seesSecrets(who, d) {
		for i := range all {
			all[i] = all[i].Masked()
		}
	}
	slices.Reverse(all)
	return all, err
}
