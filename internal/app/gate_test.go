package app_test

import (
	"context"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// TestNoteIsEvidence: a note of the same deal is evidence for an exit criterion;
// a note of another deal, of the account, one that was removed and one that does
// not exist are not.
func TestNoteIsEvidence(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		write := func(on record.Ref) record.ID {
			n, err := x.App.AddNote(ctx, x.As(x.Mina), on, "客户已立项")
			x.ok(err)
			return n.ID
		}
		here := record.Ref{Kind: record.Deal, ID: x.id}
		other := sell(x.Company, x.Mina, x.Harbor, deal.Fields{Name: "另一个"})
		note, gone := write(here), write(here)
		x.ok(x.App.RemoveNote(ctx, x.As(x.Mina), gone, 1))
		submit := func(who, id record.ID) (deal.Judgement, error) {
			return x.App.SubmitEvidence(ctx, x.As(who), x.id, app.Evidence{Criterion: "X4", NoteID: id})
		}
		for name, id := range map[string]record.ID{"another deal": write(record.Ref{Kind: record.Deal, ID: other.ID}),
			"the account": write(record.Ref{Kind: record.Account, ID: x.Harbor}), "removed": gone, "nothing": 77} {
			x.refused(name, fault.Invalid, "reference_missing", func() error {
				_, err := submit(x.Mina, id)
				if fault.Of(err).Field != "note_id" {
					t.Errorf("%s: refused at %q", name, fault.Of(err).Field)
				}
				return err
			})
		}
		x.refused("a stranger", fault.NotFound, "not_found", func() error {
			_, err := submit(x.Tao, note)
			return err
		})
		step, err := submit(x.Pia, note)
		x.ok(err)
		if step.EvidenceKind != record.Note || step.EvidenceID != note || step.ByID != x.Pia {
			t.Errorf("got %+v, want the note as evidence", step)
		}
		_, err = x.App.JudgeEvidence(ctx, x.As(x.Mo), x.id, app.GateVerdict{Criterion: "X4", Verdict: deal.Accepted})
		x.ok(err)
		for _, c := range x.sheet(x.Mina).Criteria {
			if c.Code == "X4" && (!c.Met || len(c.Steps) != 2 || c.Steps[0].EvidenceID != note) {
				t.Errorf("the gate shows %+v, want it met by the note", c)
			}
		}
		x.ok(x.App.RemoveNote(ctx, x.As(x.Mina), note, 1))
		for _, c := range x.sheet(x.Mina).Criteria {
			if c.Code == "X4" && (c.Met || c.How != deal.ByNothing || !c.Steps[0].EvidenceGone) {
				t.Errorf("the note is removed and the gate shows %+v", c)
			}
		}
		x.refused("a note in the trash", fault.Conflict, "evidence_missing", func() error {
			_, err := x.App.JudgeEvidence(ctx, x.As(x.Mo), x.id, app.GateVerdict{Criterion: "X4", Verdict: deal.Accepted})
			return err
		})
	})
}

// TestFileIsEvidence: a file on the deal or on a note of it is evidence for an
// exit criterion; one that is elsewhere or gone is not. In the trash it no longer
// counts, and counts again when it comes back.
func TestFileIsEvidence(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		attach := func(on record.Ref, name string) record.ID {
			f, err := x.App.AddAttachment(ctx, x.As(x.Mina), on,
				app.NewFile{Name: name, Size: int64(len(name)), From: strings.NewReader(name)})
			x.ok(err)
			return f.ID
		}
		here := record.Ref{Kind: record.Deal, ID: x.id}
		note, err := x.App.AddNote(ctx, x.As(x.Mina), here, "拜访纪要")
		x.ok(err)
		other := sell(x.Company, x.Mina, x.Harbor, deal.Fields{Name: "另一个"})
		file, gone := attach(here, "批文.pdf"), attach(here, "旧批文.pdf")
		onNote := attach(record.Ref{Kind: record.Note, ID: note.ID}, "会议纪要.txt")
		x.ok(x.App.RemoveAttachment(ctx, x.As(x.Mina), gone, 1))
		submit := func(who, id record.ID) (deal.Judgement, error) {
			return x.App.SubmitEvidence(ctx, x.As(who), x.id, app.Evidence{Criterion: "X4", FileID: id})
		}
		for name, id := range map[string]record.ID{
			"another deal": attach(record.Ref{Kind: record.Deal, ID: other.ID}, "a"),
			"the account":  attach(record.Ref{Kind: record.Account, ID: x.Harbor}, "b"), "removed": gone, "nothing": 77} {
			x.refused(name, fault.Invalid, "reference_missing", func() error {
				_, err := submit(x.Mina, id)
				if fault.Of(err).Field != "file_id" {
					t.Errorf("%s: refused at %q", name, fault.Of(err).Field)
				}
				return err
			})
		}
		x.refused("a note and a file", fault.Invalid, "evidence_two", func() error {
			_, err := x.App.SubmitEvidence(ctx, x.As(x.Mina), x.id,
				app.Evidence{Criterion: "X4", NoteID: note.ID, FileID: file})
			return err
		})
		x.refused("a stranger", fault.NotFound, "not_found", func() error {
			_, err := submit(x.Tao, file)
			return err
		})
		step, err := submit(x.Pia, file)
		x.ok(err)
		if step.EvidenceKind != record.Attachment || step.EvidenceID != file || step.EvidenceGone {
			t.Errorf("got %+v, want the file as evidence", step)
		}
		x.fileComesAndGoes(file, onNote, note.ID)
	})
}

// fileComesAndGoes follows a criterion whose evidence, a file, was submitted: it
// goes into the trash, comes back, is accepted, goes and comes; then a file of a
// note, which goes with its note.
func (x *table) fileComesAndGoes(file, onNote, note record.ID) {
	x.t.Helper()
	ctx := context.Background()
	stands := func(when string, met bool, how deal.Ground, gone bool) {
		x.t.Helper()
		for _, c := range x.sheet(x.Mina).Criteria {
			if c.Code == "X4" && (c.Met != met || c.How != how || c.Steps[0].EvidenceGone != gone) {
				x.t.Errorf("%s: the gate shows %+v", when, c)
			}
		}
	}
	accept := func() error {
		_, err := x.App.JudgeEvidence(ctx, x.As(x.Mo), x.id, app.GateVerdict{Criterion: "X4", Verdict: deal.Accepted})
		return err
	}
	remove := func(version int64) { x.ok(x.App.RemoveAttachment(ctx, x.As(x.Mina), file, version)) }
	restore := func() { x.ok(x.App.RestoreAttachment(ctx, x.As(x.Mina), file)) }
	stands("submitted", false, deal.ByNothing, false)
	remove(1)
	stands("submitted, then removed", false, deal.ByNothing, true)
	x.refused("evidence in the trash", fault.Conflict, "evidence_missing", accept)
	restore()
	x.ok(accept())
	stands("accepted", true, deal.ByVerdict, false)
	remove(3)
	stands("accepted, then removed", false, deal.ByNothing, true)
	restore()
	stands("brought back", true, deal.ByVerdict, false)
	remove(5)
	_, err := x.App.SubmitEvidence(ctx, x.As(x.Mina), x.id, app.Evidence{Criterion: "X4", FileID: onNote})
	x.ok(err)
	x.ok(accept())
	stands("accepted on another file", true, deal.ByVerdict, true)
	x.ok(x.App.RemoveNote(ctx, x.As(x.Mina), note, 1))
	stands("its note removed", false, deal.ByNothing, true)
}
