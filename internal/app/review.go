package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/strategy"
	"sente/internal/store"
	"sente/internal/text"
)

// Reviews are the reviews of a deal, the latest first.
type Reviews struct {
	Items   []store.ReviewRow
	MayOpen bool // he may open one now
	Due     bool // the day of the next review has come, and none is open
}

// Reviews lists the reviews of a deal that the actor sees.
func (a *App) Reviews(ctx context.Context, who org.Actor, id record.ID) (Reviews, error) {
	r := a.db.Reads()
	d, err := r.Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return Reviews{}, err
	}
	out := Reviews{}
	if out.Items, err = r.Reviews(ctx, id); err != nil {
		return out, err
	}
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: id})
	open := len(out.Items) > 0 && out.Items[0].ClosedAt == 0
	alive := d.Status == strategy.Open && d.Stage != ""
	out.MayOpen = alive && !open && who.May(org.EditDeals, d.OwnerID, false)
	out.Due = alive && !open && len(out.Items) > 0 && out.Items[0].Due(a.Today())
	return out, nil
}

// OpenReview opens a review of an open deal of known stage. What reminded of it is
// done.
func (a *App) OpenReview(ctx context.Context, who org.Actor, id record.ID) (review.Review, error) {
	var out review.Review
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		if err := d.Open(); err != nil {
			return err
		}
		if d.Stage == "" {
			return fault.New(fault.Conflict, "review_no_stage")
		}
		before, err := tx.Reviews(ctx, id)
		if err != nil {
			return err
		}
		out = review.Review{DealID: id, Number: 1, OpenedByID: who.ID, OpenedAt: tx.Now()}
		if len(before) > 0 {
			if before[0].ClosedAt == 0 {
				return fault.New(fault.Conflict, "review_open").With("number", before[0].Number)
			}
			out.Number = before[0].Number + 1
			if err := a.remindedOf(ctx, tx, who, before[0].NextTaskID); err != nil {
				return err
			}
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, (&inReview{out, d}).event(who, "review.opened", a.day(tx.Now())))
	})
	return out, err
}

// remindedOf notes that the task which reminded of a review is done, if it is
// still there.
func (a *App) remindedOf(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) error {
	if id == 0 {
		return nil
	}
	all := org.Everyone("the task is the review's own")
	t, err := tx.Task(ctx, store.Scopes{Deals: all, Accounts: all}, id)
	if fault.Is(err, fault.NotFound) || err == nil && t.DoneAt != 0 {
		return nil
	}
	if err != nil {
		return err
	}
	next := t.Task
	next.DoneAt = tx.Now()
	if err := store.Save(ctx, tx, t.Task, &next); err != nil {
		return err
	}
	return a.taskTurned(ctx, tx, who, next)
}

// event is an act in the review.
func (x *inReview) event(who org.Actor, act string, on calendar.Day) event.Event {
	e := dealEvent(who, act, x.deal, on)
	e.Params["number"] = strconv.Itoa(x.Number)
	return e
}

// inReview is an open review in which somebody does something.
type inReview struct {
	review.Review
	deal deal.Deal
}

// openReview finds the open review of a deal that the actor sees and on which he
// may write, as its members may.
func openReview(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (inReview, error) {
	x, err := lockedReview(ctx, tx, who, id)
	if err != nil {
		return x, err
	}
	member, err := tx.IsMember(ctx, x.DealID, who.ID)
	if err != nil {
		return x, err
	}
	if err := permit(who, org.Contribute, x.deal.OwnerID, member); err != nil {
		return x, err
	}
	if err := x.deal.Open(); err != nil {
		return x, err
	}
	return x, x.Open()
}

// lockedReview reads a review of a deal that the actor sees; nobody else changes
// either meanwhile.
func lockedReview(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (inReview, error) {
	scope := who.Scope(org.ReadDeals)
	seen, err := tx.Review(ctx, scope, id)
	if err != nil {
		return inReview{}, err
	}
	x := inReview{}
	if x.deal, err = tx.LockedDeal(ctx, scope, seen.DealID); err != nil {
		return x, err
	}
	x.Review, err = tx.Review(ctx, scope, id)
	return x, err
}

// ReviewTask is an act that a review asks for: who does it, and until when.
type ReviewTask struct {
	Title      string       `json:"title" maxLength:"500"`
	DueOn      calendar.Day `json:"due_on" format:"date"`
	AssigneeID record.ID    `json:"assignee_id"`
	FlagID     record.ID    `json:"flag_id,omitzero" doc:"the flag that it answers"`
}

// AddReviewTask makes a task of the deal in an open review.
func (a *App) AddReviewTask(ctx context.Context, who org.Actor, id record.ID,
	f ReviewTask) (store.TaskRow, error) {
	var out store.TaskRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := openReview(ctx, tx, who, id)
		if err != nil {
			return err
		}
		t, err := f.of(ctx, tx, who, &x)
		if err != nil {
			return err
		}
		if err := prepareTask(ctx, tx, who, &t); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &t); err != nil {
			return err
		}
		s, err := subjectOf(ctx, &tx.Reads, who, record.Ref{Kind: record.Deal, ID: x.DealID})
		if err != nil {
			return err
		}
		if err := tx.Record(ctx, s.taskEvent(who, "task.added", t)); err != nil {
			return err
		}
		out, err = readTask(ctx, tx, who, t.ID)
		return err
	})
	return out, err
}

// of is the task as the review asks for it; it must say who and until when.
func (f ReviewTask) of(ctx context.Context, tx *store.Tx, who org.Actor, x *inReview) (activity.Task, error) {
	t := activity.Task{SubjectKind: record.Deal, SubjectID: x.DealID, Title: f.Title, AuthorID: who.ID,
		DueOn: f.DueOn, AssigneeID: f.AssigneeID, ReviewID: x.ID}
	switch {
	case f.AssigneeID == 0:
		return t, fault.New(fault.Invalid, "review_who").At("assignee_id")
	case f.DueOn == 0:
		return t, fault.New(fault.Invalid, "day_missing").At("due_on")
	case f.FlagID == 0:
		return t, nil
	}
	flag, err := flagOf(ctx, tx, who, x.DealID, f.FlagID)
	t.Rule, t.FlagSubject = flag.Rule, flag.Subject
	return t, err
}

// flagOf finds a flag of the deal that exists for the actor and is raised.
func flagOf(ctx context.Context, tx *store.Tx, who org.Actor, of, id record.ID) (deal.Flag, error) {
	f, err := tx.Flag(ctx, who.Scope(org.ReadDeals), id)
	if err == nil && (f.DealID != of || f.ClearedAt != 0) {
		err = fault.New(fault.NotFound, "not_found")
	}
	return f, missing(err, "flag_id")
}

// ReviewVerdict is what a review decides, and whether somebody is reminded of the
// next one.
type ReviewVerdict struct {
	review.Verdict
	Remind bool `json:"remind,omitzero" doc:"a task for the deal's owner on the day of the next review"`
}

// DecideReview ends a review with its decision. The deal stays as it is: moving
// it is an act of its own. The heads of the owner decide, and who judges gates of
// his; he himself only when nobody heads him.
func (a *App) DecideReview(ctx context.Context, who org.Actor, id record.ID,
	v ReviewVerdict) (review.Review, error) {
	var out review.Review
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := lockedReview(ctx, tx, who, id)
		if err != nil {
			return err
		}
		decides, err := mayDecide(ctx, &tx.Reads, who, x.deal.OwnerID)
		if err != nil {
			return err
		}
		if !decides {
			return fault.New(fault.Denied, "review_head").With("permission", string(org.JudgeGates))
		}
		if err := x.Open(); err != nil {
			return err
		}
		if err := v.Check(a.day(tx.Now())); err != nil {
			return err
		}
		out = x.Review
		out.SeenID = tx.NewID()
		out.Close(v.Verdict, who.ID, tx.Now())
		if v.Remind && out.NextOn != 0 {
			if out.NextTaskID, err = remind(ctx, tx, who, &x, out.NextOn); err != nil {
				return err
			}
		}
		if err := store.Amend(ctx, tx, x.Review, &out); err != nil {
			return err
		}
		e := x.event(who, "review.closed", a.day(tx.Now()))
		e.Params["decision"] = string(out.Decision)
		return tx.Record(ctx, e)
	})
	return out, err
}

// remind makes the task that reminds of the next review: the owner's, or, when he
// does not log in any more, that of who decides.
func remind(ctx context.Context, tx *store.Tx, who org.Actor, x *inReview,
	on calendar.Day) (record.ID, error) {
	t := activity.Task{SubjectKind: record.Deal, SubjectID: x.DealID, AuthorID: who.ID, DueOn: on,
		AssigneeID: x.deal.OwnerID, ReviewID: x.ID}
	owner, err := tx.User(ctx, x.deal.OwnerID)
	if err != nil {
		return 0, err
	}
	lang := owner.Lang
	if !owner.Active {
		t.AssigneeID, lang = who.ID, who.Lang
	}
	t.Title = text.In(lang).Get("review.next_task", nil)
	if err := prepareTask(ctx, tx, who, &t); err != nil {
		return 0, err
	}
	err = store.Add(ctx, tx, &t)
	return t.ID, err
}

// mayDecide reports whether the actor decides reviews of an owner's deals.
func mayDecide(ctx context.Context, r *store.Reads, who org.Actor, owner record.ID) (bool, error) {
	switch {
	case who.ID != owner:
		return who.May(org.JudgeGates, owner, false), nil
	case !who.May(org.EditDeals, owner, false):
		return false, nil
	}
	headed, err := r.Headed(ctx, owner)
	return !headed, err
}

// reviewTurns are the marks of reviews in the life of a deal, oldest first.
func reviewTurns(rows []store.ReviewRow) []deal.Turn {
	all := make([]review.Review, len(rows))
	for i, x := range rows {
		all[i] = x.Review
	}
	slices.SortFunc(all, func(a, b review.Review) int { return cmp.Compare(a.Number, b.Number) })
	return review.Turns(all)
}
