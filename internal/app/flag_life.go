package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// Mitigation is what is done about a flag: exactly one of its members.
type Mitigation struct {
	Task       *FlagTask `json:"task,omitzero" nullable:"false" doc:"a new task of the deal"`
	TaskID     record.ID `json:"task_id,omitzero" doc:"a task of the deal: open, or done since the flag was raised"`
	StrengthID record.ID `json:"strength_id,omitzero" doc:"a strength of ours on the deal"`
	Strength   string    `json:"strength,omitzero" maxLength:"2000" doc:"what of ours answers the flag, in words"`
}

// FlagTask is a new task that answers a flag.
type FlagTask struct {
	Title      string       `json:"title" maxLength:"500"`
	DueOn      calendar.Day `json:"due_on,omitzero" format:"date"`
	AssigneeID record.ID    `json:"assignee_id,omitzero" doc:"absent: oneself"`
}

// MitigateFlag links a task or a strength to a raised flag, which then counts
// half: until its facts are gone, or until deal.MitigateDays after the task is
// done.
func (a *App) MitigateFlag(ctx context.Context, who org.Actor, id record.ID,
	m Mitigation) (deal.Flag, error) {
	return a.decide(ctx, who, id, func(tx *store.Tx, x *deciding) error {
		x.Ruling = x.flag.Decide(deal.FlagMitigated)
		given := []bool{m.Task != nil, m.TaskID != 0, m.StrengthID != 0, m.Strength != ""}
		if len(slices.DeleteFunc(given, func(is bool) bool { return !is })) != 1 {
			return fault.New(fault.Invalid, "mitigation_one").At("task")
		}
		switch {
		case m.Task != nil:
			return a.planTask(ctx, tx, who, x, *m.Task)
		case m.TaskID != 0:
			return a.linkTask(ctx, tx, who, x, m.TaskID)
		case m.StrengthID != 0:
			return linkStrength(ctx, tx, who, x, m.StrengthID)
		}
		x.Reason = m.Strength
		return deal.Reason(&x.Reason, "strength")
	})
}

// planTask makes the task that answers the flag.
func (a *App) planTask(ctx context.Context, tx *store.Tx, who org.Actor, x *deciding, f FlagTask) error {
	t := activity.Task{SubjectKind: record.Deal, SubjectID: x.deal.ID, Title: f.Title, AuthorID: who.ID,
		DueOn: f.DueOn, AssigneeID: f.AssigneeID, Rule: x.flag.Rule, FlagSubject: x.flag.Subject}
	if t.AssigneeID == 0 {
		t.AssigneeID = who.ID
	}
	if err := prepareTask(ctx, tx, who, &t); err != nil {
		return within("task", err)
	}
	if err := store.Add(ctx, tx, &t); err != nil {
		return err
	}
	x.LinkKind, x.LinkID = record.Task, t.ID
	return nil
}

// within names the place of a fault below a member of the body.
func within(member string, err error) error {
	if e := fault.Of(err); e != nil && e.Field != "" {
		return e.At(member + "." + e.Field)
	}
	return err
}

// linkTask lets a task of the deal answer the flag.
func (a *App) linkTask(ctx context.Context, tx *store.Tx, who org.Actor, x *deciding, id record.ID) error {
	t, err := tx.Task(ctx, scopes(who), id)
	if err != nil {
		return missing(err, "task_id")
	}
	today := a.day(tx.Now())
	until := a.day(t.DoneAt).Add(deal.MitigateDays)
	switch {
	case t.SubjectKind != record.Deal || t.SubjectID != x.deal.ID:
		return fault.New(fault.Invalid, "reference_missing").At("task_id")
	case t.DoneAt == 0:
		until = 0
	case t.DoneAt < x.flag.OpenedAt || until < today:
		return fault.New(fault.Invalid, "task_too_old").At("task_id").With("days", deal.MitigateDays)
	}
	x.LinkKind, x.LinkID, x.UntilOn = record.Task, t.ID, until
	return nil
}

// linkStrength lets a strength of ours on the deal answer the flag; the words are
// those it had.
func linkStrength(ctx context.Context, tx *store.Tx, who org.Actor, x *deciding, id record.ID) error {
	s, err := store.Entry[deal.Strength](ctx, &tx.Reads, who.Scope(org.ReadDeals), id)
	if err != nil {
		return missing(err, "strength_id")
	}
	if s.DealID != x.deal.ID {
		return fault.New(fault.Invalid, "reference_missing").At("strength_id")
	}
	x.Reason, x.LinkKind, x.LinkID = s.Text, record.Strength, s.ID
	return nil
}

// unlink opens the flags again that a record answered which is gone; the rules
// are to be evaluated after it.
func unlink(ctx context.Context, tx *store.Tx, who org.Actor, gone record.Ref) error {
	linked, err := tx.LinkedRulings(ctx, gone)
	if err != nil {
		return err
	}
	for _, x := range linked {
		x.ID, x.ByID, x.RecordedAt, x.Act = 0, who.ID, tx.Now(), deal.FlagReopened
		if err := store.Add(ctx, tx, &x); err != nil {
			return err
		}
	}
	return nil
}

// Acceptance is why a flag is left as it is, and until when.
type Acceptance struct {
	Reason string       `json:"reason" maxLength:"2000"`
	Until  calendar.Day `json:"until" format:"date" doc:"day of review, from tomorrow to 90 days ahead; on the day after it the flag is open again"`
}

// AcceptFlag leaves a raised flag as it is until a day of review; it does not
// count meanwhile. A critical one takes the right to judge gates.
func (a *App) AcceptFlag(ctx context.Context, who org.Actor, id record.ID, f Acceptance) (deal.Flag, error) {
	return a.decide(ctx, who, id, func(tx *store.Tx, x *deciding) error {
		if x.flag.Severity == string(strategy.Critical) {
			if err := permit(who, org.JudgeGates, x.deal.OwnerID, false); err != nil {
				return fault.New(fault.Denied, "flag_critical").With("permission", string(org.JudgeGates))
			}
		}
		x.Ruling = x.flag.Decide(deal.FlagAccepted)
		x.Reason, x.UntilOn = f.Reason, f.Until
		if err := deal.Reason(&x.Reason, "reason"); err != nil {
			return err
		}
		return deal.CheckReview(f.Until, a.day(tx.Now()))
	})
}

// Reopening is why a flag is open again.
type Reopening struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// ReopenFlag takes back that a flag is mitigated or accepted.
func (a *App) ReopenFlag(ctx context.Context, who org.Actor, id record.ID, f Reopening) (deal.Flag, error) {
	return a.decide(ctx, who, id, func(_ *store.Tx, x *deciding) error {
		if x.flag.Status == string(strategy.FlagOpen) {
			return fault.New(fault.Conflict, "flag_is_open")
		}
		x.Ruling = x.flag.Decide(deal.FlagReopened)
		x.Reason = f.Reason
		return deal.Reason(&x.Reason, "reason")
	})
}

// deciding is a decision being made about a flag.
type deciding struct {
	deal deal.Deal
	flag deal.Flag
	deal.Ruling
}

// decide appends a decision about a raised flag of a deal that the actor may
// edit; fill makes it. The flag comes back as it is then.
func (a *App) decide(ctx context.Context, who org.Actor, id record.ID,
	fill func(*store.Tx, *deciding) error) (deal.Flag, error) {
	var x deciding
	err := a.db.Write(ctx, func(tx *store.Tx) (err error) {
		scope := who.Scope(org.ReadDeals)
		seen, err := tx.Flag(ctx, scope, id)
		if err != nil {
			return err
		}
		if x.deal, err = dealToChange(ctx, tx, who, seen.DealID, org.EditDeals); err != nil {
			return err
		}
		if x.flag, err = tx.Flag(ctx, scope, id); err != nil {
			return err
		}
		if err := x.flag.Raised(); err != nil {
			return err
		}
		if err := fill(tx, &x); err != nil {
			return err
		}
		x.ByID, x.RecordedAt = who.ID, tx.Now()
		if err := store.Add(ctx, tx, &x.Ruling); err != nil {
			return err
		}
		if err := a.reflag(ctx, tx, x.deal.ID); err != nil {
			return err
		}
		e := dealEvent(who, "flag."+string(x.Act), x.deal, a.day(tx.Now()))
		e.Params["rule"] = x.flag.Rule
		if err := tx.Record(ctx, e); err != nil {
			return err
		}
		x.flag, err = tx.Flag(ctx, scope, id)
		return err
	})
	return x.flag, err
}

// taskTurned lets the flags that a task answers follow it: when it is done they
// are mitigated for deal.MitigateDays more, when it is gone they are open.
func (a *App) taskTurned(ctx context.Context, tx *store.Tx, who org.Actor, t activity.Task) error {
	if t.SubjectKind != record.Deal {
		return nil
	}
	linked, err := tx.LinkedRulings(ctx, record.Ref{Kind: record.Task, ID: t.ID})
	if err != nil || len(linked) == 0 {
		return err
	}
	for _, x := range linked {
		x.ID, x.ByID, x.RecordedAt, x.UntilOn = 0, who.ID, tx.Now(), 0
		switch {
		case t.Trashed():
			x.Act = deal.FlagReopened
		case t.DoneAt != 0:
			x.UntilOn = a.day(t.DoneAt).Add(deal.MitigateDays)
		}
		if err := store.Add(ctx, tx, &x); err != nil {
			return err
		}
	}
	return a.reflag(ctx, tx, t.SubjectID)
}

// FlagMay lists what an actor may do about a raised flag of an owner's deal.
func FlagMay(who org.Actor, owner record.ID, f deal.Flag) []string {
	out := []string{}
	if !who.May(org.EditDeals, owner, false) {
		return out
	}
	out = append(out, "mitigate")
	if f.Severity != string(strategy.Critical) || who.May(org.JudgeGates, owner, false) {
		out = append(out, "accept")
	}
	if f.Status != string(strategy.FlagOpen) {
		out = append(out, "reopen")
	}
	return out
}
