package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Evidence is what somebody submits for an exit criterion of the present stage:
// a text, a note on the deal, or a file on it; a text may go with either.
type Evidence struct {
	Criterion playbook.Exit `json:"criterion"`
	Text      string        `json:"text,omitzero" maxLength:"2000"`
	NoteID    record.ID     `json:"note_id,omitzero"`
	FileID    record.ID     `json:"file_id,omitzero" doc:"on the deal or on a note of it"`
}

// SubmitEvidence puts evidence forward for an exit criterion; members of the
// deal may.
func (a *App) SubmitEvidence(ctx context.Context, who org.Actor, id record.ID,
	e Evidence) (deal.Judgement, error) {
	step := deal.Judgement{Criterion: e.Criterion, Act: deal.Submitted, Text: e.Text}
	return a.judge(ctx, who, id, &step, func(tx *store.Tx, d deal.Deal) error {
		member, err := tx.IsMember(ctx, d.ID, who.ID)
		if err != nil {
			return err
		}
		if err := permit(who, org.Contribute, d.OwnerID, member); err != nil {
			return err
		}
		return e.pointAt(ctx, tx, &step)
	})
}

// pointAt gives a step the note or the file of the deal that is the evidence, or
// the text alone.
func (e Evidence) pointAt(ctx context.Context, tx *store.Tx, step *deal.Judgement) error {
	there, field, err := true, "", error(nil)
	switch {
	case e.NoteID != 0 && e.FileID != 0:
		return fault.New(fault.Invalid, "evidence_two").At("file_id")
	case e.NoteID != 0:
		there, err = tx.NoteOn(ctx, e.NoteID, step.DealID)
		step.EvidenceKind, step.EvidenceID, field = record.Note, e.NoteID, "note_id"
	case e.FileID != 0:
		there, err = tx.FileOn(ctx, e.FileID, step.DealID)
		step.EvidenceKind, step.EvidenceID, field = record.Attachment, e.FileID, "file_id"
	default:
		return deal.Reason(&step.Text, "text")
	}
	if err == nil && !there {
		err = fault.New(fault.Invalid, "reference_missing").At(field)
	}
	return err
}

// GateVerdict accepts or refuses the evidence of an exit criterion.
type GateVerdict struct {
	Criterion playbook.Exit     `json:"criterion"`
	Verdict   deal.JudgementAct `json:"verdict" doc:"accepted or refused"`
	Note      string            `json:"note,omitzero" maxLength:"2000"`
}

// JudgeEvidence accepts or refuses the evidence that was last submitted for a
// criterion; nobody judges his own.
func (a *App) JudgeEvidence(ctx context.Context, who org.Actor, id record.ID,
	v GateVerdict) (deal.Judgement, error) {
	step := deal.Judgement{Criterion: v.Criterion, Act: v.Verdict, Text: v.Note}
	return a.judge(ctx, who, id, &step, func(tx *store.Tx, d deal.Deal) error {
		if err := permit(who, org.JudgeGates, d.OwnerID, false); err != nil {
			return err
		}
		if v.Verdict != deal.Accepted && v.Verdict != deal.Refused {
			return fault.New(fault.Invalid, "value_invalid").At("verdict")
		}
		if len([]rune(v.Note)) > deal.ReasonLimit {
			return fault.New(fault.Invalid, "too_long").At("note").With("limit", deal.ReasonLimit)
		}
		steps, err := tx.Judgements(ctx, d.ID)
		if err != nil {
			return err
		}
		given, err := deal.Submission(steps, d.Stage, v.Criterion, who.ID)
		step.EvidenceKind, step.EvidenceID, step.EvidenceBy = record.Judgement, given.ID, given.ByID
		return err
	})
}

// GateOverride lets an exit criterion count as met until a day.
type GateOverride struct {
	Criterion playbook.Exit `json:"criterion"`
	Reason    string        `json:"reason" maxLength:"2000"`
	ExpiresOn calendar.Day  `json:"expires_on" format:"date" doc:"from tomorrow to 90 days ahead, inclusive"`
}

// OverrideGate lets a criterion count as met until a day, with a reason.
func (a *App) OverrideGate(ctx context.Context, who org.Actor, id record.ID,
	o GateOverride) (deal.Judgement, error) {
	step := deal.Judgement{Criterion: o.Criterion, Act: deal.Overridden, Text: o.Reason,
		ExpiresOn: o.ExpiresOn}
	return a.judge(ctx, who, id, &step, func(tx *store.Tx, d deal.Deal) error {
		if err := permit(who, org.OverrideGates, d.OwnerID, false); err != nil {
			return err
		}
		if err := deal.Reason(&step.Text, "reason"); err != nil {
			return err
		}
		return deal.CheckExpiry(o.ExpiresOn, a.day(tx.Now()))
	})
}

// judge appends one step in the judging of a criterion of the present stage;
// check permits and completes it.
func (a *App) judge(ctx context.Context, who org.Actor, id record.ID, step *deal.Judgement,
	check func(*store.Tx, deal.Deal) error) (deal.Judgement, error) {
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := lockedDeal(ctx, tx, who, id)
		if err != nil {
			return err
		}
		step.ID, step.DealID, step.Stage, step.ByID, step.RecordedAt = 0, d.ID, d.Stage, who.ID, tx.Now()
		if err := check(tx, d); err != nil {
			return err
		}
		if err := d.Open(); err != nil {
			return err
		}
		if err := deal.CheckExit(d.Stage, step.Criterion); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, step); err != nil {
			return err
		}
		if err := a.reflag(ctx, tx, d.ID); err != nil {
			return err
		}
		e := dealEvent(who, "gate."+string(step.Act), d, a.day(tx.Now()))
		e.Params["criterion"] = string(d.Stage) + "." + string(step.Criterion)
		return tx.Record(ctx, e)
	})
	return *step, err
}
