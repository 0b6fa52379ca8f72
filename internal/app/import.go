package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sheet"
	"sente/internal/store"
)

// States of an import.
const (
	stateDetected = "detected" // looked at; the plan may be changed
	stateChecking = "checking" // dry run
	stateChecked  = "checked"
	stateRunning  = "running"
	stateDone     = "done"
	stateFailed   = "failed"
	stateUndoing  = "undoing"
	stateUndone   = "undone"
)

// Import is an import as its maker sees it.
type Import struct {
	ID        record.ID        `json:"id"`
	Version   int64            `json:"version"`
	CreatedAt calendar.Instant `json:"created_at" format:"date-time"`
	ByID      record.ID        `json:"by_id"`
	Kind      ImportKind       `json:"kind"`
	State     string           `json:"state" enum:"detected,checking,checked,running,done,failed,undoing,undone"`
	FileName  string           `json:"file_name"`
	FileSize  int64            `json:"file_size" doc:"bytes"`
	DoneRows  int64            `json:"done_rows" doc:"of total_rows, while it works"`
	TotalRows int64            `json:"total_rows"`
	Problem   string           `json:"problem,omitzero" doc:"code of what stopped it"`
	Detection ImportDetection  `json:"detection"`
	Mapping   ImportPlan       `json:"mapping"`
	Report    ImportReport     `json:"report"`
	Fields    []ImportField    `json:"fields" nullable:"false" doc:"to which columns may be mapped"`
	May       []string         `json:"may" nullable:"false" enum:"edit,check,run,undo"`
}

// importSteps says from which states what may be done.
var importSteps = map[string][]string{
	"edit":  {stateDetected, stateChecked, stateFailed, stateUndone},
	"check": {stateDetected, stateChecked, stateFailed, stateUndone},
	"run":   {stateChecked},
	"undo":  {stateDone, stateFailed},
}

func importView(x store.Import) (Import, error) {
	out := Import{
		ID:        x.ID,
		Version:   x.Version,
		CreatedAt: x.CreatedAt,
		ByID:      x.ByID,
		Kind:      ImportKind(x.Kind),
		State:     x.State,
		FileName:  x.FileName,
		FileSize:  x.FileSize,
		DoneRows:  x.DoneRows,
		TotalRows: x.TotalRows,
		Problem:   x.Problem,
		Fields:    ImportFields(ImportKind(x.Kind)),
		May:       []string{},
	}
	for _, act := range []string{"edit", "check", "run", "undo"} {
		if slices.Contains(importSteps[act], x.State) {
			out.May = append(out.May, act)
		}
	}
	return out, readImport(x, &out.Mapping, &out.Detection, &out.Report)
}

// detect looks at the file of an import and proposes a plan.
func (a *App) detect(ctx context.Context, x *store.Import, c sheet.Choice) (ImportDetection, error) {
	file, err := a.importFile(*x)
	if err != nil {
		return ImportDetection{}, err
	}
	defer func() { _ = file.Close() }()
	k := ImportKind(x.Kind)
	d, err := sheet.Detect(
		ctx,
		sheet.File{At: file, Size: x.FileSize},
		c,
		sheet.Options{Known: knownHeader(k)},
	)
	if err != nil {
		return ImportDetection{}, err
	}
	return detectionOf(k, d), nil
}

// AddImport looks at an uploaded file and makes an import of it, with a plan to
// be confirmed. Nothing of the file is stored in the database yet.
func (a *App) AddImport(ctx context.Context, who org.Actor, k ImportKind, up Upload) (Import, error) {
	if err := errors.Join(holds(who, org.ImportRows), k.check()); err != nil {
		return Import{}, err
	}
	x := store.Import{
		ByID:     who.ID,
		Kind:     string(k),
		State:    stateDetected,
		FileName: up.Name,
		FileHash: up.Hash,
		FileSize: up.Size,
	}
	d, err := a.detect(ctx, &x, sheet.Choice{})
	if err != nil {
		return Import{}, err
	}
	x.Plan, x.Detection, x.Report = asText(suggestedPlan(d, up.Name)), asText(d), "{}"
	x.TotalRows = int64(d.Rows)
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddImport(ctx, &x); err != nil {
			return err
		}
		return tx.Record(ctx, importEvent(who, "import.added", x))
	})
	if err != nil {
		return Import{}, err
	}
	return importView(x)
}

func asText(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// Imports lists the imports that the actor, or who he heads, made.
func (a *App) Imports(ctx context.Context, who org.Actor) ([]Import, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return nil, err
	}
	rows, err := a.db.Reads().Imports(ctx, who.Scope(org.ImportRows))
	out := make([]Import, len(rows))
	for i, x := range rows {
		if err == nil {
			out[i], err = importView(x)
		}
	}
	return out, err
}

// Import reads one import.
func (a *App) Import(ctx context.Context, who org.Actor, id record.ID) (Import, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return Import{}, err
	}
	x, err := a.db.Reads().Import(ctx, who.Scope(org.ImportRows), id)
	if err != nil {
		return Import{}, err
	}
	return importView(x)
}

// ImportRow is the verdict on one row of the file.
type ImportRow struct {
	Record  int     `json:"record" doc:"as a spreadsheet numbers it"`
	Verdict Verdict `json:"verdict"`
	Code    string  `json:"code,omitzero"`
	Column  string  `json:"column,omitzero"`
	ImportDetail
}

// ImportRows lists verdicts of an import in the order of the file.
func (a *App) ImportRows(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	f store.ImportRowFilter,
) ([]ImportRow, error) {
	if _, err := a.Import(ctx, who, id); err != nil {
		return nil, err
	}
	if err := holds(who, org.ImportRows); err != nil {
		return nil, err
	}
	rows, err := a.db.Reads().ImportRows(ctx, id, f)
	out := make([]ImportRow, len(rows))
	for i, x := range rows {
		out[i] = ImportRow{Record: x.Record, Verdict: Verdict(x.Verdict), Code: x.Code, Column: x.Column}
		if err == nil {
			err = json.Unmarshal([]byte(x.Detail), &out[i].ImportDetail)
		}
	}
	return out, err
}

// importStep is an act on an import that the actor may see.
type importStep struct {
	act     string // of importSteps
	event   string // "" for none
	version int64  // 0: whatever it is
	decide  func(x *store.Import) error
}

// stepImport changes an import in one transaction, and queues the work that its
// new state asks for.
func (a *App) stepImport(ctx context.Context, who org.Actor, id record.ID, s importStep) (Import, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return Import{}, err
	}
	var x store.Import
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		var err error
		if x, err = tx.Import(ctx, who.Scope(org.ImportRows), id); err != nil {
			return err
		}
		if s.version != 0 && s.version != x.Version {
			return fault.New(fault.Stale, "stale").With("current_version", x.Version)
		}
		if !slices.Contains(importSteps[s.act], x.State) {
			return importState(s.act, x.State)
		}
		if err := s.decide(&x); err != nil {
			return err
		}
		if err := tx.SaveImport(ctx, &x); err != nil {
			return err
		}
		if s.act != "edit" {
			job := store.NewJob{Kind: "import", Payload: ImportPayload{x.ID}, Uniq: "import:" + x.ID.String()}
			if err := tx.EnqueueJob(ctx, job); err != nil {
				return err
			}
		}
		if s.event == "" {
			return nil
		}
		return tx.Record(ctx, importEvent(who, s.event, x))
	})
	if err != nil {
		return Import{}, err
	}
	return importView(x)
}

func importState(act, state string) error {
	if act == "run" && state == stateDetected {
		return fault.New(fault.Conflict, "import_not_checked")
	}
	return fault.New(fault.Conflict, "import_state").With("state", state)
}

// ImportPayload is the payload of the job "import".
type ImportPayload struct {
	ID record.ID `json:"id"`
}

// EditImport changes how a file is read and what its columns mean. Another
// reading is looked at anew; the verdicts of a dry run are then void.
func (a *App) EditImport(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	version int64,
	patch []byte,
) (Import, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return Import{}, err
	}
	if version == 0 {
		return Import{}, fault.New(fault.PreconditionMissing, "if_match_missing").At("If-Match")
	}
	old, err := a.db.Reads().Import(ctx, who.Scope(org.ImportRows), id)
	if err != nil {
		return Import{}, err
	}
	p, d, err := a.replan(ctx, old, patch)
	if err != nil {
		return Import{}, err
	}
	return a.stepImport(
		ctx,
		who,
		id,
		importStep{act: "edit", version: version, decide: func(x *store.Import) error {
			x.State, x.Plan, x.Detection, x.Report = stateDetected, asText(p), asText(d), "{}"
			x.DoneRows, x.TotalRows, x.Problem = 0, int64(d.Rows), ""
			return nil
		}},
	)
}

// replan puts a change over the plan of an import, and looks at the file anew
// when it is to be read in another way.
func (a *App) replan(ctx context.Context, x store.Import, patch []byte) (ImportPlan, ImportDetection, error) {
	var p ImportPlan
	var d ImportDetection
	if err := readImport(x, &p, &d, &ImportReport{}); err != nil {
		return p, d, err
	}
	old := p
	if err := merge(&p, patch); err != nil {
		return p, d, err
	}
	if !p.sameFile(old) {
		var err error
		if d, err = a.detect(ctx, &x, p.choice()); err != nil {
			return p, d, err
		}
		if slices.Equal(columnsOf(p), columnsOf(old)) {
			p.Columns = suggestedPlan(d, p.Source).Columns
		}
	}
	return p, d, p.check(ImportKind(x.Kind), d)
}

func columnsOf(p ImportPlan) []string {
	out := make([]string, len(p.Columns))
	for i, c := range p.Columns {
		out[i] = c.Column + "=" + c.Field
	}
	return out
}

// ready refuses work by a plan that is not complete.
func ready(x *store.Import) error {
	var p ImportPlan
	var d ImportDetection
	if err := readImport(*x, &p, &d, &ImportReport{}); err != nil {
		return err
	}
	return p.complete(ImportKind(x.Kind))
}

// CheckImport asks for a dry run: a verdict on each row, and nothing stored.
func (a *App) CheckImport(ctx context.Context, who org.Actor, id record.ID) (Import, error) {
	return a.stepImport(ctx, who, id, importStep{act: "check", decide: func(x *store.Import) error {
		x.State, x.DoneRows, x.Problem = stateChecking, 0, ""
		return ready(x)
	}})
}

// StartImport asks for the run, after a dry run.
func (a *App) StartImport(ctx context.Context, who org.Actor, id record.ID) (Import, error) {
	return a.stepImport(
		ctx,
		who,
		id,
		importStep{act: "run", event: "import.started", decide: func(x *store.Import) error {
			x.State, x.DoneRows, x.Report, x.Problem = stateRunning, 0, "{}", ""
			return ready(x)
		}},
	)
}

// UndoImport asks for everything that an import did to be taken back.
func (a *App) UndoImport(ctx context.Context, who org.Actor, id record.ID) (Import, error) {
	return a.stepImport(
		ctx,
		who,
		id,
		importStep{act: "undo", event: "import.undo_started", decide: func(x *store.Import) error {
			x.State, x.DoneRows, x.Problem = stateUndoing, 0, ""
			return nil
		}},
	)
}
