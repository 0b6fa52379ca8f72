package app

import (
	"encoding/json"
	"maps"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// ImportReport says what a dry run found, or a run or an undoing did.
type ImportReport struct {
	Verdicts map[Verdict]int     `json:"verdicts,omitempty" doc:"rows by verdict"`
	Codes    map[string]int      `json:"codes,omitempty" doc:"refused rows by code"`
	Warnings map[string]int      `json:"warnings,omitempty" doc:"rows by code of warning"`
	Made     map[record.Kind]int `json:"made,omitempty" doc:"new records by kind"`
	Kept     []ImportKept        `json:"kept,omitempty" doc:"what an undoing left, 200 at most"`
	KeptRows int                 `json:"kept_rows,omitzero"`
}

// ImportKept is a record that an undoing left: it was changed since, or
// something else hangs on it.
type ImportKept struct {
	Kind record.Kind `json:"kind"`
	ID   record.ID   `json:"id"`
	Name string      `json:"name,omitzero"`
	Why  string      `json:"why" enum:"changed,needed"`
}

func (r *ImportReport) count(row *importRow) {
	add(&r.Verdicts, row.verdict)
	if row.verdict == RowRefused {
		add(&r.Codes, row.code)
		return
	}
	seen := map[string]bool{}
	for _, n := range row.detail.Warnings {
		if !seen[n.Code] {
			seen[n.Code] = true
			add(&r.Warnings, n.Code)
		}
	}
}

// recount moves a row from one verdict to another one.
func (r *ImportReport) recount(from, to Verdict) {
	if from != to {
		r.Verdicts[from]--
		add(&r.Verdicts, to)
	}
}

func add[K comparable](to *map[K]int, key K) {
	if *to == nil {
		*to = map[K]int{}
	}
	(*to)[key]++
}

// made counts the new records of a batch before they are written.
func (r *ImportReport) made(queue []flusher) {
	for _, f := range queue {
		if kind, fresh := newKind(f); fresh {
			add(&r.Made, kind)
		}
	}
}

func newKind(f flusher) (record.Kind, bool) {
	switch e := f.(type) {
	case *entry[org.Team]:
		return record.Team, e.fresh
	case *entry[org.User]:
		return record.User, e.fresh
	case *entry[account.Product]:
		return record.Product, e.fresh
	case *entry[account.Account]:
		return record.Account, e.fresh
	case *entry[account.Department]:
		return record.Department, e.fresh
	case *entry[account.Contact]:
		return record.Contact, e.fresh
	case *dealEntry:
		return record.Deal, e.fresh
	case *entry[activity.Tag]:
		return record.Tag, e.fresh
	}
	return "", false
}

func (r ImportReport) copied() ImportReport {
	r.Verdicts, r.Codes, r.Warnings, r.Made = maps.Clone(
		r.Verdicts,
	), maps.Clone(
		r.Codes,
	), maps.Clone(
		r.Warnings,
	), maps.Clone(
		r.Made,
	)
	return r
}

func (r ImportReport) text() string {
	b, _ := json.Marshal(r)
	return string(b)
}
