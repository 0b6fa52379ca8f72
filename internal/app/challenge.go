package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/worksheet"
	"sente/internal/store"
)

// NewChallenge is a doubt about a question, about a flag, or about neither.
type NewChallenge struct {
	Question worksheet.Number `json:"question,omitzero" minimum:"1" maximum:"9"`
	FlagID   record.ID        `json:"flag_id,omitzero"`
	Text     string           `json:"text" maxLength:"2000"`
}

// AddChallenge voices a doubt in an open review; members of the deal may. One
// about a flag that tells of a hidden coach does not exist for others.
func (a *App) AddChallenge(ctx context.Context, who org.Actor, id record.ID,
	f NewChallenge) (store.ChallengeRow, error) {
	return a.challenge(ctx, who, id, "challenge.raised", func(tx *store.Tx, x *inReview) (record.ID, error) {
		row := review.Challenge{DealID: x.DealID, ReviewID: id, Question: f.Question, Text: f.Text,
			RaisedByID: who.ID, RaisedAt: tx.Now(), State: review.Raised}
		if f.FlagID != 0 {
			flag, err := flagOf(ctx, tx, who, x.DealID, f.FlagID)
			if err != nil {
				return 0, err
			}
			row.Of(&flag)
		}
		if err := row.Check(); err != nil {
			return 0, err
		}
		err := store.Add(ctx, tx, &row)
		return row.ID, err
	})
}

// ChallengeAnswer is what somebody answers to a challenge.
type ChallengeAnswer struct {
	Text string `json:"text" maxLength:"2000"`
}

// AnswerChallenge answers a challenge of an open review; members of the deal may.
func (a *App) AnswerChallenge(ctx context.Context, who org.Actor, id record.ID,
	f ChallengeAnswer) (store.ChallengeRow, error) {
	return a.endChallenge(ctx, who, id, "challenge.answered", func(tx *store.Tx, c *review.Challenge) error {
		return c.Reply(f.Text, who.ID, tx.Now())
	})
}

// WithdrawChallenge takes back a challenge of one's own in an open review.
func (a *App) WithdrawChallenge(ctx context.Context, who org.Actor,
	id record.ID) (store.ChallengeRow, error) {
	return a.endChallenge(ctx, who, id, "challenge.withdrawn", func(tx *store.Tx, c *review.Challenge) error {
		if c.RaisedByID != who.ID {
			return fault.New(fault.Denied, "challenge_own").With("permission", string(org.Contribute))
		}
		return c.Withdraw(tx.Now())
	})
}

// endChallenge changes a challenge that exists for the actor.
func (a *App) endChallenge(ctx context.Context, who org.Actor, id record.ID, act string,
	end func(*store.Tx, *review.Challenge) error) (store.ChallengeRow, error) {
	seen, err := a.db.Reads().Challenge(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return seen, err
	}
	return a.challenge(ctx, who, seen.ReviewID, act, func(tx *store.Tx, _ *inReview) (record.ID, error) {
		old, err := tx.Challenge(ctx, who.Scope(org.ReadDeals), id)
		if err != nil {
			return id, err
		}
		next := old.Challenge
		if err := end(tx, &next); err != nil {
			return id, err
		}
		return id, store.Amend(ctx, tx, old.Challenge, &next)
	})
}

// challenge does something to the log of an open review and reads what came of it.
func (a *App) challenge(ctx context.Context, who org.Actor, id record.ID, act string,
	do func(*store.Tx, *inReview) (record.ID, error)) (store.ChallengeRow, error) {
	var out store.ChallengeRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := openReview(ctx, tx, who, id)
		if err != nil {
			return err
		}
		row, err := do(tx, &x)
		if err != nil {
			return err
		}
		if err := tx.Record(ctx, x.event(who, act, a.day(tx.Now()))); err != nil {
			return err
		}
		if out, err = tx.Challenge(ctx, who.Scope(org.ReadDeals), row); err != nil {
			return err
		}
		out.May = mayOnChallenge(who, &out, true)
		return nil
	})
	return out, err
}

// mayOnChallenge lists what the actor may do with a challenge of a review in
// which he may write or not.
func mayOnChallenge(who org.Actor, c *store.ChallengeRow, writes bool) []string {
	out := []string{}
	if !writes || c.State != review.Raised {
		return out
	}
	out = append(out, "answer")
	if c.RaisedByID == who.ID {
		out = append(out, "withdraw")
	}
	return out
}
