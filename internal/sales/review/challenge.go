package review

import (
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/sales/worksheet"
)

// Challenge is a doubt that somebody voiced in a review, and what was answered.
// The log is only added to: an answer and a withdrawal end it.
type Challenge struct {
	ID           record.ID        `json:"id" db:"id"`
	DealID       record.ID        `json:"-" db:"deal_id"`
	ReviewID     record.ID        `json:"review_id" db:"review_id"`
	Question     worksheet.Number `json:"question,omitzero" db:"question" doc:"of the nine; absent: of none"`
	Rule         string           `json:"rule,omitzero" db:"rule" doc:"of the flag that it is about"`
	Subject      string           `json:"flag_subject,omitzero" db:"flag_subject"`
	InfluenceID  record.ID        `json:"-" db:"influence_id"`
	Hidden       bool             `json:"-" db:"hidden"` // the flag tells of a hidden coach
	Text         string           `json:"text" db:"text"`
	RaisedByID   record.ID        `json:"raised_by_id" db:"raised_by_id"`
	RaisedAt     calendar.Instant `json:"raised_at" db:"raised_at" format:"date-time"`
	State        State            `json:"state" db:"state"`
	Answer       string           `json:"answer,omitzero" db:"answer"`
	AnsweredByID record.ID        `json:"answered_by_id,omitzero" db:"answered_by_id"`
	EndedAt      calendar.Instant `json:"ended_at,omitzero" db:"ended_at" format:"date-time" doc:"when it was answered, or withdrawn"`
}

// State is where a challenge stands.
type State string

// The states of a challenge.
const (
	Raised    State = "open"
	Answered  State = "answered"
	Withdrawn State = "withdrawn"
)

// All lists the states.
func (State) All() []State { return []State{Raised, Answered, Withdrawn} }

// About says of which influence the challenge speaks; 0 for none.
func (c Challenge) About() record.ID { return c.InfluenceID }

// Of points the challenge at a flag.
func (c *Challenge) Of(f *deal.Flag) {
	c.Rule, c.Subject, c.InfluenceID, c.Hidden = f.Rule, f.Subject, f.InfluenceID, f.Hidden
}

// Check reports what is wrong with a new challenge.
func (c *Challenge) Check() error {
	if c.Question != 0 && !c.Question.Valid() {
		return fault.New(fault.Invalid, "value_invalid").At("question")
	}
	return deal.Reason(&c.Text, "text")
}

// Reply answers the challenge. One that is ended stays as it is.
func (c *Challenge) Reply(text string, by record.ID, at calendar.Instant) error {
	if err := c.pending(); err != nil {
		return err
	}
	if err := deal.Reason(&text, "text"); err != nil {
		return err
	}
	c.State, c.Answer, c.AnsweredByID, c.EndedAt = Answered, text, by, at
	return nil
}

// Withdraw takes the challenge back; it stays in the log. One that is ended stays
// as it is.
func (c *Challenge) Withdraw(at calendar.Instant) error {
	if err := c.pending(); err != nil {
		return err
	}
	c.State, c.EndedAt = Withdrawn, at
	return nil
}

func (c *Challenge) pending() error {
	if c.State != Raised {
		return fault.New(fault.Conflict, "challenge_ended")
	}
	return nil
}
