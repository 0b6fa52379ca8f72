package app

import (
	"context"
	"encoding/json"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// aim gives a task its aim: a person of its deal whom the actor sees, and a value
// of his with where it is to go. Where it stands is noted when the aim changes.
func (a *App) aim(ctx context.Context, tx *store.Tx, who org.Actor, t *activity.Task,
	f activity.AimFields) error {
	if f == t.AimFields {
		return nil
	}
	t.Aim = activity.Aim{AimFields: f}
	switch {
	case f.PersonID == 0 && (f.Value != "" || f.To != ""):
		return fault.New(fault.Invalid, "aim_person_missing").At("person_id")
	case f.PersonID == 0:
		return nil
	case t.SubjectKind != record.Deal:
		return fault.New(fault.Invalid, "reference_missing").At("person_id")
	}
	p, err := tx.Person(ctx, who.Scope(org.ReadDeals), f.PersonID)
	if err == nil && p.DealID != t.SubjectID {
		err = fault.New(fault.NotFound, "not_found")
	}
	if err != nil {
		return missing(err, "person_id")
	}
	if f.Value == "" && f.To == "" {
		return nil
	}
	goal := deal.Observation{Field: string(f.Value), Value: json.RawMessage(quoted(f)), On: a.day(tx.Now())}
	if f.To == "" || goal.Check(goal.On) != nil {
		return fault.New(fault.Invalid, "aim_invalid").At("aim_to")
	}
	t.From = valueNow(f.Value, p.Influence)
	return nil
}

// quoted is where a value is to go, as an observation writes it.
func quoted(f activity.AimFields) string {
	if f.Value == activity.AimMode {
		return strconv.Quote(f.To)
	}
	return f.To
}

// valueNow is where a value of a person stands; "" when it is unknown.
func valueNow(v activity.AimValue, p deal.Influence) string {
	switch {
	case v == activity.AimSupport && p.Support != 0:
		return strconv.Itoa(int(p.Support))
	case v == activity.AimMode:
		return string(p.ModeNow())
	case v == activity.AimContact:
		return strconv.Itoa(int(p.Contact))
	}
	return ""
}

// seesAim reports NotFound when somebody may not know whom a task is about: a
// hidden coach.
func seesAim(ctx context.Context, tx *store.Tx, who org.Actor, t *activity.Task) error {
	if t.PersonID == 0 {
		return nil
	}
	scope := who.Scope(org.ReadDeals)
	p, err := tx.Person(ctx, scope, t.PersonID)
	if err != nil || !p.Hidden {
		return err
	}
	d, err := tx.Deal(ctx, scope, p.DealID)
	if err == nil && !seesSecrets(who, d) {
		err = fault.New(fault.NotFound, "not_found")
	}
	return err
}
