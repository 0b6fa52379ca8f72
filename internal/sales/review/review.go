// Package review is the meeting that looks at an open deal: its agenda of nine
// questions and open flags, what must be talked about first, what was challenged
// in it, and what was decided. It is pure. Start with Plan and Review.
package review

import (
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// Review is one meeting about a deal. It is open from the first word to the
// decision; a deal has at most one open review.
type Review struct {
	ID         record.ID        `json:"id" db:"id"`
	DealID     record.ID        `json:"deal_id" db:"deal_id"`
	Number     int              `json:"number" db:"number" doc:"1 for the deal's first"`
	OpenedByID record.ID        `json:"opened_by_id" db:"opened_by_id"`
	OpenedAt   calendar.Instant `json:"opened_at" db:"opened_at" format:"date-time"`
	ClosedByID record.ID        `json:"closed_by_id,omitzero" db:"closed_by_id"`
	ClosedAt   calendar.Instant `json:"closed_at,omitzero" db:"closed_at" format:"date-time" doc:"absent: still open"`
	Decision   Decision         `json:"decision,omitzero" db:"decision"`
	Reason     string           `json:"reason,omitzero" db:"reason"`
	NextOn     calendar.Day     `json:"next_on,omitzero" db:"next_on" format:"date" doc:"when the deal is to be looked at again"`
	NextTaskID record.ID        `json:"-" db:"next_task_id"` // reminds of it
	SeenID     record.ID        `json:"-" db:"seen_id"`      // newer than all that had happened when it was closed
}

// Open refuses what can only be done in an open review.
func (r *Review) Open() error {
	if r.ClosedAt != 0 {
		return fault.New(fault.Conflict, "review_closed").With("number", r.Number)
	}
	return nil
}

// Due reports whether the day on which the deal was to be looked at again has
// come.
func (r *Review) Due(today calendar.Day) bool { return r.NextOn != 0 && r.NextOn <= today }

// Decision is what a review decides about the deal. It is a word, not a move: the
// deal stands where it stands until somebody acts.
type Decision string

// The decisions.
const (
	Advance Decision = "advance" // go on, through the gate
	Hold    Decision = "hold"    // wait for something, until a day
	Lower   Decision = "lower"   // less effort
	GiveUp  Decision = "give_up" // no effort any more
)

// All lists the decisions.
func (Decision) All() []Decision { return []Decision{Advance, Hold, Lower, GiveUp} }

// NextDays is how far ahead the next review may be.
const NextDays = 180

// Verdict is a decision with what goes with it.
type Verdict struct {
	Decision Decision     `json:"decision" enum:"advance,hold,lower,give_up"`
	Reason   string       `json:"reason,omitzero" maxLength:"2000" doc:"needed unless the deal advances"`
	NextOn   calendar.Day `json:"next_on,omitzero" format:"date" doc:"the next review, from tomorrow to 180 days ahead; hold needs it, give_up has none"`
}

// Check refuses a verdict that says too little: whoever holds, lowers or gives up
// says why, and whoever holds says until when.
func (v *Verdict) Check(today calendar.Day) error {
	if !slices.Contains(v.Decision.All(), v.Decision) {
		return fault.New(fault.Invalid, "review_undecided").At("decision")
	}
	v.Reason = strings.TrimSpace(v.Reason)
	if v.Decision != Advance || v.Reason != "" {
		if err := deal.Reason(&v.Reason, "reason"); err != nil {
			return err
		}
	}
	switch {
	case v.Decision == GiveUp && v.NextOn != 0:
		return fault.New(fault.Invalid, "review_no_next").At("next_on")
	case v.Decision == Hold && v.NextOn == 0:
		return fault.New(fault.Invalid, "review_until").At("next_on")
	case v.NextOn != 0 && (v.NextOn <= today || v.NextOn > today.Add(NextDays)):
		return fault.New(fault.Invalid, "review_next").At("next_on").With("days", NextDays)
	}
	return nil
}

// Close ends the review with a verdict that has passed Check.
func (r *Review) Close(v Verdict, by record.ID, at calendar.Instant) {
	r.ClosedByID, r.ClosedAt = by, at
	r.Decision, r.Reason, r.NextOn = v.Decision, v.Reason, v.NextOn
}

// Calls is the decision whose act is still to be done on an open deal: none when
// the review holds it, is not closed, or the deal was moved since.
func (r *Review) Calls(moves []deal.Move) Decision {
	moved := func(m deal.Move) bool { return m.RecordedAt > r.ClosedAt }
	if r.ClosedAt == 0 || r.Decision == Hold || slices.ContainsFunc(moves, moved) {
		return ""
	}
	return r.Decision
}

// Turns are the marks that closed reviews leave in the life of the deal.
func Turns(all []Review) (out []deal.Turn) {
	for _, r := range all {
		if r.ClosedAt != 0 {
			out = append(out, deal.Turn{At: r.ClosedAt, What: deal.TurnReviewed, Act: string(r.Decision),
				Reason: r.Reason, Key: true})
		}
	}
	return out
}
