package deal

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
)

// Judgement is one step in the judging of an exit criterion: evidence is
// submitted, then accepted or refused by somebody else, or the criterion is
// overridden until a day. Steps are only appended; they are kept per stage.
type Judgement struct {
	ID           record.ID        `json:"id" db:"id"`
	DealID       record.ID        `json:"deal_id" db:"deal_id"`
	Stage        playbook.Stage   `json:"stage" db:"stage"`
	Criterion    playbook.Exit    `json:"criterion" db:"criterion"`
	Act          JudgementAct     `json:"act" db:"act"`
	ByID         record.ID        `json:"by_id" db:"by_id"`
	RecordedAt   calendar.Instant `json:"recorded_at" db:"recorded_at"`
	Text         string           `json:"text,omitzero" db:"text"`
	EvidenceKind record.Kind      `json:"evidence_kind,omitzero" db:"evidence_kind"`
	EvidenceID   record.ID        `json:"evidence_id,omitzero" db:"evidence_id"`
	EvidenceBy   record.ID        `json:"evidence_by,omitzero" db:"evidence_by" doc:"who gave the evidence"`
	ExpiresOn    calendar.Day     `json:"expires_on,omitzero" db:"expires_on" format:"date"`
	EvidenceGone bool             `json:"evidence_gone,omitzero" db:"-" doc:"the file is in the trash: it no longer counts"`
}

// JudgementAct is what a judgement step does.
type JudgementAct string

// The steps of judging.
const (
	Submitted  JudgementAct = "submitted"
	Accepted   JudgementAct = "accepted"
	Refused    JudgementAct = "refused"
	Overridden JudgementAct = "overridden"
)

// All lists the steps.
func (JudgementAct) All() []JudgementAct {
	return []JudgementAct{Submitted, Accepted, Refused, Overridden}
}

// Move is one step in the life of a deal: where it stood before and after.
type Move struct {
	ID         record.ID        `json:"id" db:"id"`
	DealID     record.ID        `json:"deal_id" db:"deal_id"`
	Act        MoveAct          `json:"act" db:"act"`
	ByID       record.ID        `json:"by_id,omitzero" db:"by_id"`
	RecordedAt calendar.Instant `json:"recorded_at" db:"recorded_at"`
	On         calendar.Day     `json:"on" db:"on_day" format:"date"`
	Before     Standing         `json:"before" db:"before_move,json"`
	After      Standing         `json:"after" db:"after_move,json"`
	Reason     string           `json:"reason,omitzero" db:"reason"`
	UndoesID   record.ID        `json:"undoes_id,omitzero" db:"undoes_id"`
}

// MoveAct is what a move does.
type MoveAct string

// The moves in the life of a deal.
const (
	Started    MoveAct = "started"
	Advanced   MoveAct = "advanced"
	Back       MoveAct = "back"
	WonMove    MoveAct = "won"
	LostMove   MoveAct = "lost"
	Abandoned  MoveAct = "abandoned"
	Downgraded MoveAct = "downgraded"
	Reopened   MoveAct = "reopened"
	Undone     MoveAct = "undone"
	Imported   MoveAct = "imported" // it stood there when it came to us
)

// All lists the moves.
func (MoveAct) All() []MoveAct {
	return []MoveAct{
		Started,
		Advanced,
		Back,
		WonMove,
		LostMove,
		Abandoned,
		Downgraded,
		Reopened,
		Undone,
		Imported,
	}
}

// Flag is one red flag of a deal, open until ClearedAt; closed rows stay.
type Flag struct {
	ID           record.ID        `json:"id" db:"id"`
	DealID       record.ID        `json:"deal_id" db:"deal_id"`
	Rule         string           `json:"rule" db:"rule" doc:"RF-01…"`
	SubjectKind  string           `json:"subject_kind,omitzero" db:"subject_kind"`
	Subject      string           `json:"subject,omitzero" db:"subject"`
	InfluenceID  record.ID        `json:"influence_id,omitzero" db:"influence_id"`
	Severity     string           `json:"severity" db:"severity"`
	Status       string           `json:"status" db:"status"`
	OpenedAt     calendar.Instant `json:"opened_at" db:"opened_at"`
	ClearedAt    calendar.Instant `json:"cleared_at,omitzero" db:"cleared_at"`
	Evidence     Evidence         `json:"evidence,omitzero" db:"evidence"`
	RulesVersion string           `json:"-" db:"rules_version"`
	Hidden       bool             `json:"-" db:"hidden"`
}

// About says of which influence the flag speaks.
func (f Flag) About() record.ID { return f.InfluenceID }
