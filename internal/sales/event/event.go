// Package event is what happened: one Event per act, with one Change per row
// that the act touched. Events are only ever appended; timeline, live updates
// and audit read them. Start with Event.
package event

import (
	"encoding/json"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Event is one act of one actor at one moment.
type Event struct {
	ID        record.ID        `json:"id" db:"id"`
	At        calendar.Instant `json:"at" db:"recorded_at" doc:"when we knew it"`
	On        calendar.Day     `json:"on,omitzero" db:"on_day" doc:"when it was true"`
	ActorID   record.ID        `json:"actor_id,omitzero" db:"actor_id" doc:"absent: the system itself"`
	Act       string           `json:"act" db:"act" doc:"noun.verb, e.g. deal.advanced"`
	Kind      record.Kind      `json:"kind" db:"subject_kind"`
	SubjectID record.ID        `json:"subject_id" db:"subject_id"`
	DealID    record.ID        `json:"deal_id,omitzero" db:"deal_id"`
	AccountID record.ID        `json:"account_id,omitzero" db:"account_id"`
	Params    Params           `json:"params,omitzero" db:"params,json" doc:"values for the text of the act"`
}

// Params are values for the text of an act.
type Params map[string]string

// Change is the complete row before and after the act; a nil side means the
// row did not exist. The row form is versioned ("v" inside).
type Change struct {
	EventID record.ID       `json:"-" db:"event_id"`
	Seq     int64           `json:"-" db:"seq"`
	Kind    record.Kind     `json:"kind" db:"kind"`
	RowID   record.ID       `json:"row_id" db:"row_id"`
	AboutID record.ID       `json:"about_id,omitzero" db:"about_id" doc:"the influence that the row speaks of"`
	Before  json.RawMessage `json:"before,omitempty" db:"before_row,json"`
	After   json.RawMessage `json:"after,omitempty" db:"after_row,json"`
}
