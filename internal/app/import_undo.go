package app

import (
	"context"
	"encoding/json"
	"slices"

	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// keptListed is how many kept records an undoing lists.
const keptListed = 200

// undoRows takes an import back, batch by batch from the last to the first: new
// records go, changed ones get their former content. What was changed since, and
// what something else hangs on now, stays and is listed.
func (a *App) undoRows(ctx context.Context, who org.Actor, imp *store.Import) error {
	in := &intake{a: a, who: who, imp: *imp, kind: ImportKind(imp.Kind), today: a.Today()}
	if err := readImport(*imp, &in.plan, &in.detection, &in.report); err != nil {
		return err
	}
	for {
		batch, err := a.db.Reads().LastImportBatch(ctx, imp.ID)
		if err != nil {
			return err
		}
		if batch == 0 {
			break
		}
		err = in.commit(ctx, func(tx *store.Tx) error { return in.undoBatch(ctx, tx, batch) })
		if err != nil {
			return err
		}
	}
	return in.end(ctx, stateUndone)
}

func (in *intake) undoBatch(ctx context.Context, tx *store.Tx, batch record.ID) error {
	byEvent, err := tx.Changes(ctx, []record.ID{batch})
	if err != nil {
		return err
	}
	changes := byEvent[batch]
	u := &undoing{in: in, kept: map[record.ID]bool{}, parts: partsOf(changes), heads: headsOf(changes)}
	if err := u.spare(ctx, tx, changes); err != nil {
		return err
	}
	for _, c := range slices.Backward(changes) {
		if err := u.revert(ctx, tx, c); err != nil {
			return err
		}
	}
	if err := in.a.reflag(ctx, tx, u.restored...); err != nil {
		return err
	}
	if err := tx.DropImportBatch(ctx, in.imp.ID, batch); err != nil {
		return err
	}
	if tx.Changed() {
		e := importEvent(in.who, "import.undone_batch", in.imp)
		e.On = in.today
		if err := tx.Record(ctx, e); err != nil {
			return err
		}
	}
	next := in.imp
	next.Report = in.report.text()
	in.imp.DoneRows = min(in.imp.TotalRows, in.imp.DoneRows+importBatch)
	return tx.StepImport(ctx, next, in.imp.DoneRows)
}

// undoing is one batch being taken back.
type undoing struct {
	in       *intake
	kept     map[record.ID]bool
	parts    map[record.ID]int64 // rows of the batch that hang on a new deal
	heads    map[record.ID]int64 // new teams of the batch that a user heads; they go after him
	restored []record.ID         // deals that got their former content
}

// rowParts are the members of a row that say on what it hangs.
type rowParts struct {
	DealID    record.ID `json:"deal_id"`
	SubjectID record.ID `json:"subject_id"`
	HeadID    record.ID `json:"head_id"`
	Name      string    `json:"name"`
}

func (p rowParts) of() record.ID {
	if p.DealID != 0 {
		return p.DealID
	}
	return p.SubjectID
}

func parts(c event.Change) rowParts {
	var p rowParts
	_ = json.Unmarshal(c.After, &p)
	return p
}

func partsOf(changes []event.Change) map[record.ID]int64 {
	out := map[record.ID]int64{}
	for _, c := range changes {
		if c.Before == nil && c.Kind != record.Flag {
			out[parts(c).of()]++
		}
	}
	return out
}

func headsOf(changes []event.Change) map[record.ID]int64 {
	out := map[record.ID]int64{}
	for _, c := range changes {
		if c.Before == nil && c.Kind == record.Team {
			out[parts(c).HeadID]++
		}
	}
	return out
}

// spare finds the new records that stay: those that were changed since, and
// deals on which others have put something.
func (u *undoing) spare(ctx context.Context, tx *store.Tx, changes []event.Change) error {
	left := map[record.ID]event.Change{}
	for _, c := range changes {
		if c.Before == nil && parts(c).of() == 0 {
			left[c.RowID] = c
		} else if was, own := left[c.RowID]; own {
			was.After = c.After
			left[c.RowID] = was
		}
	}
	for id, c := range left {
		altered, err := tx.Altered(ctx, c)
		if err != nil {
			return err
		}
		if altered {
			u.keep(c, "changed")
			continue
		}
		if c.Kind != record.Deal {
			continue
		}
		n, err := tx.Hanging(ctx, record.Ref{Kind: record.Deal, ID: id})
		if err != nil {
			return err
		}
		if n > u.parts[id] {
			u.keep(c, "needed")
		}
	}
	return nil
}

func (u *undoing) keep(c event.Change, why string) {
	if u.kept[c.RowID] {
		return
	}
	u.kept[c.RowID] = true
	r := &u.in.report
	if slices.ContainsFunc(r.Kept, func(k ImportKept) bool { return k.ID == c.RowID }) {
		return
	}
	if r.KeptRows++; len(r.Kept) < keptListed {
		r.Kept = append(slices.Clip(r.Kept), ImportKept{c.Kind, c.RowID, parts(c).Name, why})
	}
}

func (u *undoing) revert(ctx context.Context, tx *store.Tx, c event.Change) error {
	if u.kept[c.RowID] || u.kept[parts(c).of()] {
		return nil
	}
	how, err := tx.Revert(ctx, c, u.heads[c.RowID])
	if err != nil {
		return err
	}
	switch {
	case c.Kind == record.Flag:
	case how == store.RevertedRow && c.Kind == record.Deal && c.Before != nil:
		u.restored = append(u.restored, c.RowID)
	case how == store.ChangedRow:
		u.keep(c, "changed")
	case how == store.NeededRow:
		u.keep(c, "needed")
	}
	return nil
}
