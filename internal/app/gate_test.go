package app_test

import (
	"context"
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
	})
}
