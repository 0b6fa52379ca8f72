package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sheet"
	"sente/internal/store"
)

// importBatch is how many rows are one transaction and one event.
const importBatch = 500

// WorkImport does what an import waits for: the dry run, the run or the undoing.
// It goes on where an interrupted one stopped, and does nothing when nothing is
// to be done, so that a job may call it again.
func (a *App) WorkImport(ctx context.Context, id record.ID) error {
	imp, err := a.db.Reads().Import(ctx, org.Everyone("the import that its maker asked for"), id)
	if err != nil {
		return err
	}
	work := map[string]func(context.Context, org.Actor, *store.Import) error{
		stateChecking: a.checkRows, stateRunning: a.runRows, stateUndoing: a.undoRows}[imp.State]
	if work == nil {
		return nil
	}
	who, err := a.db.Reads().Actor(ctx, imp.ByID)
	if err == nil {
		err = work(ctx, who, &imp)
	}
	if err == nil || ctx.Err() != nil || fault.Of(err).Code == "import_taken" {
		return ctx.Err()
	}
	a.log.ErrorContext(ctx, "import failed", "import", id.String(), "error", err.Error())
	return a.failImport(ctx, id, fault.Of(err).Code)
}

func (a *App) failImport(ctx context.Context, id record.ID, code string) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		imp, err := tx.Import(ctx, org.Everyone("the import that failed"), id)
		if err != nil {
			return err
		}
		imp.State, imp.Problem = stateFailed, code
		return tx.SaveImport(ctx, &imp)
	})
}

// checkRows judges every row and writes only the verdicts.
func (a *App) checkRows(ctx context.Context, who org.Actor, imp *store.Import) error {
	if err := a.db.Write(ctx, func(tx *store.Tx) error {
		imp.DoneRows, imp.Report = 0, "{}"
		if err := tx.SaveImport(ctx, imp); err != nil {
			return err
		}
		return tx.ClearImportRows(ctx, imp.ID)
	}); err != nil {
		return err
	}
	in, err := a.newIntake(who, *imp)
	if err != nil {
		return err
	}
	if err := in.loadNear(ctx); err != nil {
		return err
	}
	again, err := in.findRecurring(ctx)
	if err != nil {
		return err
	}
	w, err := newWorld(ctx, in, a.db.Reads())
	if err != nil {
		return err
	}
	err = in.passes(ctx, 0, func(pass int, rows []*importRow) error {
		if err := in.judge(ctx, w, pass, rows); err != nil {
			return err
		}
		in.report.made(w.queue)
		w.settle(again)
		return in.commit(ctx, func(tx *store.Tx) error { return in.step(ctx, tx, pass, rows) })
	})
	if err != nil {
		return err
	}
	return in.end(ctx, stateChecked)
}

// runRows judges every row again and writes what it says: a batch is one
// transaction and one event.
func (a *App) runRows(ctx context.Context, who org.Actor, imp *store.Import) error {
	in, err := a.newIntake(who, *imp)
	if err != nil {
		return err
	}
	err = in.passes(ctx, int(imp.DoneRows), func(pass int, rows []*importRow) error {
		return in.commit(ctx, func(tx *store.Tx) error {
			fresh := make([]*importRow, len(rows))
			for i := range rows {
				fresh[i] = new(*rows[i])
			}
			return in.runBatch(ctx, tx, pass, fresh)
		})
	})
	if err != nil {
		return err
	}
	return in.end(ctx, stateDone)
}

func (in *intake) runBatch(ctx context.Context, tx *store.Tx, pass int, rows []*importRow) error {
	w, err := newWorld(ctx, in, &tx.Reads)
	if err != nil {
		return err
	}
	if err := in.judge(ctx, w, pass, rows); err != nil {
		return err
	}
	in.report.made(w.queue)
	if err := w.write(ctx, tx); err != nil {
		return err
	}
	if tx.Changed() {
		e := importEvent(in.who, "import.batch", in.imp)
		e.On = in.today
		e.Params["from"], e.Params["to"] = strconv.Itoa(
			rows[0].record,
		), strconv.Itoa(
			rows[len(rows)-1].record,
		)
		if err := tx.Record(ctx, e); err != nil {
			return err
		}
		if err := tx.AddImportBatch(ctx, in.imp.ID); err != nil {
			return err
		}
	}
	return in.step(ctx, tx, pass, rows)
}

// commit runs f in a transaction that may be tried again from where it began.
func (in *intake) commit(ctx context.Context, f func(*store.Tx) error) error {
	imp, report := in.imp, in.report.copied()
	return in.a.db.Write(ctx, func(tx *store.Tx) error {
		in.imp, in.report = imp, report.copied()
		return f(tx)
	})
}

// step keeps the verdicts of a batch and how far the import got.
func (in *intake) step(ctx context.Context, tx *store.Tx, pass int, rows []*importRow) error {
	kept := make([]store.ImportRow, 0, len(rows))
	for _, r := range rows {
		if pass == 0 {
			in.report.count(r)
		}
		if pass == 0 || r.verdict != "" {
			kept = append(kept, r.kept())
		}
	}
	if err := tx.PutImportRows(ctx, in.imp.ID, kept); err != nil {
		return err
	}
	next := in.imp
	next.Report = in.report.text()
	if err := tx.StepImport(ctx, next, in.imp.DoneRows+int64(len(rows))); err != nil {
		return err
	}
	in.imp = next
	in.imp.DoneRows += int64(len(rows))
	return nil
}

// end puts the import into its last state.
func (in *intake) end(ctx context.Context, state string) error {
	return in.a.db.Write(ctx, func(tx *store.Tx) error {
		next := in.imp
		next.State, next.Report = state, in.report.text()
		return tx.SaveImport(ctx, &next)
	})
}

// passes hands out the rows of the file in batches, skip rows further on: once
// for what they say, and once more when they refer to each other.
func (in *intake) passes(ctx context.Context, skip int, f func(pass int, rows []*importRow) error) error {
	for pass := range in.passCount() {
		left := max(0, skip-pass*in.detection.Rows)
		if left >= in.detection.Rows && in.detection.Rows > 0 {
			continue
		}
		if err := in.pass(ctx, left, func(rows []*importRow) error { return f(pass, rows) }); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) passCount() int {
	if in.kind == ImportAccounts && in.maps("parent") || in.kind == ImportContacts && in.maps("reports_to") {
		return 2
	}
	return 1
}

func (in *intake) pass(ctx context.Context, skip int, f func([]*importRow) error) error {
	file, err := in.a.importFile(in.imp)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	r, err := sheet.Open(
		ctx,
		sheet.File{At: file, Size: in.imp.FileSize},
		in.detection.choice(),
		sheet.Options{},
	)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	return in.batches(r, skip, f)
}

// batches hands out the rows of an open file, skip rows further on.
func (in *intake) batches(r *sheet.Reader, skip int, f func([]*importRow) error) error {
	batch := make([]*importRow, 0, importBatch)
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if skip > 0 {
			skip--
			continue
		}
		if batch = append(batch, in.parse(row)); len(batch) == importBatch {
			if err := f(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return f(batch)
}

// judge says of each row what becomes of it, and brings that into the world.
func (in *intake) judge(ctx context.Context, w *world, pass int, rows []*importRow) error {
	if err := w.prepare(ctx, rows); err != nil {
		return err
	}
	if pass > 0 {
		return in.link(ctx, w, rows)
	}
	for _, r := range rows {
		if r.verdict == "" {
			in.judgeRow(ctx, w, r)
		}
	}
	return nil
}

func (in *intake) judgeRow(ctx context.Context, w *world, r *importRow) {
	d := &draft{importRow: r, in: in, w: w}
	var bad *rowFault
	switch in.kind {
	case ImportUsers:
		bad = d.judgeUser()
	case ImportProducts:
		bad = d.judgeProduct()
	case ImportAccounts:
		bad = d.judgeAccount(ctx)
	case ImportContacts:
		bad = d.judgeContact(ctx)
	case ImportDeals:
		bad = d.judgeDeal(ctx)
	}
	switch {
	case bad != nil:
		r.refuse(bad.code, in.columnOf(bad.field))
		return
	case r.verdict == RowSkipped:
		return
	case d.news:
		r.verdict = RowStored
	case d.does:
		r.verdict = RowUpdated
	default:
		r.verdict = RowSame
	}
	for _, do := range d.then {
		do()
	}
}

// loadNear readies the suggestions of almost equal names, where there are not
// too many.
func (in *intake) loadNear(ctx context.Context) error {
	if in.kind != ImportAccounts && in.kind != ImportContacts && in.kind != ImportDeals {
		return nil
	}
	keys, err := in.a.db.Reads().AccountKeys(ctx, in.who.Scope(org.ReadAccounts), nearLimit+1)
	if err != nil || len(keys)+in.detection.Rows > nearLimit {
		return err
	}
	in.near = &nearNames{account.NewKeys()}
	for _, k := range keys {
		in.near.add(k)
	}
	return nil
}

func importEvent(who org.Actor, act string, imp store.Import) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Import, SubjectID: imp.ID,
		Params: event.Params{"name": imp.FileName}}
}

// readImport reads the JSON that an import keeps.
func readImport(imp store.Import, plan *ImportPlan, d *ImportDetection, r *ImportReport) error {
	for _, x := range []struct {
		text string
		to   any
	}{{imp.Plan, plan}, {imp.Detection, d}, {imp.Report, r}} {
		if x.text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(x.text), x.to); err != nil {
			return err
		}
	}
	return nil
}
