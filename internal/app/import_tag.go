package app

import (
	"context"
	"strings"

	"sente/internal/sales/activity"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// tag puts the tags of a row on its main record; new ones are made.
func (d *draft) tag(ctx context.Context, main bool, on record.Ref, fresh bool) *rowFault {
	if !main || d.get("tags") == "" {
		return nil
	}
	has := map[string]bool{}
	if !fresh {
		names, err := d.w.r.TagNames(ctx, on.Kind, []record.ID{on.ID})
		if err != nil {
			return faultOf(err)
		}
		for _, n := range names[on.ID] {
			has[search.Fold(n)] = true
		}
	}
	between := func(r rune) bool { return strings.ContainsRune(";；,，、", r) }
	for _, word := range strings.FieldsFunc(d.get("tags"), between) {
		if strings.TrimSpace(word) == "" {
			continue
		}
		name, key, err := tagKey(word)
		if err != nil {
			return &rowFault{faultOf(err).code, "tags"}
		}
		if has[key] || len(has) >= TagsLimit {
			continue
		}
		has[key], d.does = true, true
		d.then = append(d.then, func() { d.w.tagged(name, key, on) })
	}
	return nil
}

func (w *world) tagged(name, key string, on record.Ref) {
	t := w.tags[key]
	if t == nil {
		t = &entry[activity.Tag]{fresh: true, row: activity.Tag{Name: name, MatchKey: key}}
		t.row.ID = w.in.a.db.NewID()
		w.tags[key] = t
		put(w, t)
	}
	put(
		w,
		&entry[activity.Tagging]{
			fresh: true,
			row: activity.Tagging{ID: w.in.a.db.NewID(), SubjectKind: on.Kind,
				SubjectID: on.ID, TagID: t.row.ID},
		},
	)
}
