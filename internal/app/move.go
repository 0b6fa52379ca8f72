package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// lockedDeal reads a deal that the actor sees, and keeps others from changing it
// or what hangs on it until the act ends.
func lockedDeal(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (deal.Deal, error) {
	return tx.LockedDeal(ctx, who.Scope(org.ReadDeals), id)
}

// pace is one move as it is about to be made.
type pace struct {
	who     org.Actor
	id      record.ID
	version int64
	needs   org.Permission
}

// move makes one step in the life of a deal: decide gives the move's act, where
// the deal stands after it, and why, from the full truth about it. The move
// becomes a row, the flags follow, and one event tells of it. What comes back is
// the deal as its reader then sees it.
func (a *App) move(ctx context.Context, p pace,
	decide func(*store.Tx, *store.Flagged) (deal.Move, error)) (DealDetail, error) {
	var out store.DealShown
	scope := p.who.Scope(org.ReadDeals)
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Moving(ctx, scope, p.id)
		if err != nil {
			return err
		}
		if err := permit(p.who, p.needs, old.Deal.OwnerID, false); err != nil {
			return err
		}
		if err := fresh(old.Deal.Meta, p.version); err != nil {
			return err
		}
		m, err := decide(tx, &old.Flagged)
		if err != nil {
			return err
		}
		next, err := a.makeMove(ctx, tx, p.who, old.Flagged, m)
		out = old.Shown.After(next, scope)
		return err
	})
	if err != nil {
		return DealDetail{}, err
	}
	return a.dealDetail(ctx, p.who, out)
}

func (a *App) makeMove(ctx context.Context, tx *store.Tx, who org.Actor, f store.Flagged,
	m deal.Move) (deal.Deal, error) {
	old, next := f.Deal, f.Deal
	next.Standing = m.After
	m.DealID, m.ByID, m.RecordedAt, m.On, m.Before = old.ID, who.ID, tx.Now(), a.day(tx.Now()), old.Standing
	if err := a.saveDeal(ctx, tx, f, &next); err != nil {
		return next, err
	}
	if err := store.Add(ctx, tx, &m); err != nil {
		return next, err
	}
	e := dealEvent(who, "deal."+string(m.Act), next, m.On)
	e.Params["from"], e.Params["to"] = string(m.Before.Stage), string(m.After.Stage)
	return next, tx.Record(ctx, e)
}

// AdvanceDeal passes the gate of the deal's stage. It is refused, naming the
// criteria that are not met, unless the gate is met as the deal's template asks
// for it, or does not block there. Passing S6 wins.
func (a *App) AdvanceDeal(ctx context.Context, who org.Actor, id record.ID,
	version int64) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		if err := f.Deal.Open(); err != nil {
			return deal.Move{}, err
		}
		by, err := a.inForce(ctx, &tx.Reads)
		if err != nil {
			return deal.Move{}, err
		}
		unmet := gateMet(&f.Facts, a.day(tx.Now()), by)
		if unmet != nil && !f.Own.Blocks(f.Deal.Stage) {
			return deal.Move{Act: deal.Advanced, After: f.Deal.Pass(a.day(tx.Now()))}, nil
		}
		if unmet != nil {
			return deal.Move{}, unmet
		}
		m := deal.Move{Act: deal.Advanced, After: f.Deal.Advance(a.day(tx.Now()))}
		if m.After.Status == strategy.Won {
			m.Act = deal.WonMove
		}
		return m, nil
	})
}

// gateMet refuses while a criterion of the present stage that the template asks
// for is not met.
func gateMet(f *deal.Facts, today calendar.Day, by *rulebook.InForce) error {
	verdict := f.Diagnose(today, by)
	unmet := f.Own.Unmet(verdict.Diagnosis.Gate)
	if len(unmet) == 0 {
		return nil
	}
	return gateUnmet(f.Deal.Stage, unmet)
}

func gateUnmet(s playbook.Stage, unmet []playbook.Exit) error {
	codes := make([]string, len(unmet))
	for i, x := range unmet {
		codes[i] = string(x)
	}
	return fault.New(fault.Conflict, "gate_unmet").With("stage", string(s)).With("unmet", codes)
}

// WhereBack says to which stage a deal goes back and why.
type WhereBack struct {
	To     playbook.Stage `json:"to"`
	Reason string         `json:"reason" maxLength:"2000"`
}

// WhyLost says to whom a deal was lost and why.
type WhyLost struct {
	LostTo string `json:"lost_to" maxLength:"2000"`
	Reason string `json:"reason" maxLength:"2000"`
}

// BackDeal returns a deal to an earlier stage, with a reason; its gates from
// there on are then to be passed again.
func (a *App) BackDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	b WhereBack) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		d := f.Deal
		if err := d.Open(); err != nil {
			return deal.Move{}, err
		}
		if err := deal.Reason(&b.Reason, "reason"); err != nil {
			return deal.Move{}, err
		}
		after, err := d.BackTo(b.To, a.day(tx.Now()))
		return deal.Move{Act: deal.Back, After: after, Reason: b.Reason}, err
	})
}

// WinDeal closes a deal as won. At S6 with its gate met that is the same as
// advancing; from anywhere else it passes over gates, so it needs the right to
// override them, and a reason.
func (a *App) WinDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	reason string) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		d := f.Deal
		if err := d.Open(); err != nil {
			return deal.Move{}, err
		}
		by, err := a.inForce(ctx, &tx.Reads)
		if err != nil {
			return deal.Move{}, err
		}
		unmet := gateMet(&f.Facts, a.day(tx.Now()), by)
		if err := mayWin(who, d, unmet, &reason); err != nil {
			return deal.Move{}, err
		}
		return deal.Move{Act: deal.WonMove, After: d.Win(reason, a.day(tx.Now())), Reason: reason}, nil
	})
}

func mayWin(who org.Actor, d deal.Deal, unmet error, reason *string) error {
	if unmet == nil && d.Stage == playbook.S6 {
		return nil
	}
	if who.May(org.OverrideGates, d.OwnerID, false) {
		return deal.Reason(reason, "reason")
	}
	if unmet == nil {
		unmet = fault.New(fault.Conflict, "win_before_contract").With("stage", string(d.Stage))
	}
	return unmet
}

// LoseDeal closes a deal as lost: to whom, and why.
func (a *App) LoseDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	w WhyLost) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		if err := deal.Reason(&w.LostTo, "lost_to"); err != nil {
			return deal.Move{}, err
		}
		m, err := a.closing(tx, f.Deal, deal.LostMove, w.Reason)
		m.After.LostTo = w.LostTo
		return m, err
	})
}

// AbandonDeal closes a deal that we give up, with a reason.
func (a *App) AbandonDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	reason string) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		return a.closing(tx, f.Deal, deal.Abandoned, reason)
	})
}

// DowngradeDeal closes a deal that we follow only from afar, with a reason.
func (a *App) DowngradeDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	reason string) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		return a.closing(tx, f.Deal, deal.Downgraded, reason)
	})
}

// closing ends a deal with the status of the same name as the act.
func (a *App) closing(tx *store.Tx, d deal.Deal, act deal.MoveAct, reason string) (deal.Move, error) {
	if err := d.Open(); err != nil {
		return deal.Move{}, err
	}
	if err := deal.Reason(&reason, "reason"); err != nil {
		return deal.Move{}, err
	}
	after := d.Close(strategy.DealStatus(act), reason, a.day(tx.Now()))
	return deal.Move{Act: act, After: after, Reason: reason}, nil
}

// ReopenDeal opens a closed deal again where it stood, with a reason.
func (a *App) ReopenDeal(ctx context.Context, who org.Actor, id record.ID, version int64,
	reason string) (DealDetail, error) {
	p := pace{who, id, version, org.ReopenDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		d := f.Deal
		if d.Status == strategy.Open {
			return deal.Move{}, fault.New(fault.Conflict, "deal_open")
		}
		if err := deal.Reason(&reason, "reason"); err != nil {
			return deal.Move{}, err
		}
		moves, err := tx.Moves(ctx, d.ID)
		if err != nil {
			return deal.Move{}, err
		}
		var closing *deal.Move
		for i := range moves {
			if moves[i].Closing() {
				closing = &moves[i]
			}
		}
		return deal.Move{Act: deal.Reopened, After: d.Reopen(closing, a.day(tx.Now())), Reason: reason}, nil
	})
}

// UndoMove takes back the last move of a deal: by the person who made it, within
// deal.UndoSeconds. The move stays on record, with the one that takes it back.
func (a *App) UndoMove(ctx context.Context, who org.Actor, id record.ID, version int64) (DealDetail, error) {
	p := pace{who, id, version, org.MoveDeals}
	return a.move(ctx, p, func(tx *store.Tx, f *store.Flagged) (deal.Move, error) {
		d := f.Deal
		moves, err := tx.Moves(ctx, d.ID)
		if err != nil || len(moves) == 0 {
			return deal.Move{}, err
		}
		last := moves[len(moves)-1]
		if err := last.UndoableBy(who.ID, tx.Now()); err != nil {
			return deal.Move{}, err
		}
		return deal.Move{Act: deal.Undone, After: last.Undo(d.Standing), UndoesID: last.ID}, nil
	})
}
