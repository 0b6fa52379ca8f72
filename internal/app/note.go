package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// subject is a record that people write on, as the actor sees it.
type subject struct {
	store.About
	Name       string
	DealID     record.ID
	AccountID  record.ID
	OwnerID    record.ID
	Contribute bool // he may write on it
	Edit       bool // he may change what others wrote
}

// subjectOf reads the record that notes, tasks or events are about: a deal, an
// account or a contact that the actor sees.
func subjectOf(ctx context.Context, r *store.Reads, who org.Actor, ref record.Ref) (subject, error) {
	s := subject{About: store.About{Ref: ref}}
	switch ref.Kind {
	case record.Deal:
		d, err := r.Deal(ctx, who.Scope(org.ReadDeals), ref.ID)
		if err != nil {
			return s, err
		}
		member, err := r.IsMember(ctx, d.ID, who.ID)
		s.Name, s.DealID, s.AccountID, s.OwnerID, s.Whole = d.Name, d.ID, d.AccountID, d.OwnerID, true
		s.Contribute = who.May(org.Contribute, d.OwnerID, member)
		s.Edit = who.May(org.EditDeals, d.OwnerID, false)
		return s, err
	case record.Account:
		acc, err := r.Account(ctx, who.Scope(org.ReadAccounts), ref.ID)
		s.Name, s.AccountID, s.OwnerID = acc.Name, acc.ID, acc.OwnerID
		s.onAccount(who)
		return s, err
	case record.Contact:
		c, err := r.Contact(ctx, who.Scope(org.ReadAccounts), ref.ID)
		s.Name, s.AccountID, s.OwnerID = c.Name, c.AccountID, c.AccountOwner
		s.onAccount(who)
		return s, err
	}
	return s, fault.New(fault.Invalid, "subject_kind").At("subject")
}

// onAccount sets the rights on an account or contact: who sees it may write on
// it; what others wrote is read, and changed, as far as its owner is in reach.
func (s *subject) onAccount(who org.Actor) {
	s.Whole = who.May(org.ReadAccounts, s.OwnerID, false)
	s.Contribute = who.Has(org.Contribute)
	s.Edit = who.May(org.EditAccounts, s.OwnerID, false)
}

// mayWrite refuses unless the actor may write on the record.
func (s subject) mayWrite() error {
	if !s.Contribute {
		return denied(org.Contribute)
	}
	return nil
}

// Notes lists the notes on a record that the actor sees, newest first.
func (a *App) Notes(
	ctx context.Context, who org.Actor, of record.Ref, p store.Page,
) (store.List[store.NoteRow], error) {
	s, err := subjectOf(ctx, a.db.Reads(), who, of)
	if err != nil {
		return store.List[store.NoteRow]{}, err
	}
	a.saw(ctx, who, of)
	l, err := a.db.Reads().Notes(ctx, who.Scope(org.ReadAccounts), s.About, p)
	for i := range l.Items {
		l.Items[i].May = s.mayOn(who, l.Items[i].AuthorID)
	}
	return l, err
}

// AddNote writes a note on a record.
func (a *App) AddNote(ctx context.Context, who org.Actor, on record.Ref, text string) (store.NoteRow, error) {
	out := store.NoteRow{AuthorName: who.Name}
	out.Note = activity.Note{SubjectKind: on.Kind, SubjectID: on.ID, AuthorID: who.ID, Text: text}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		s, err := subjectOf(ctx, &tx.Reads, who, on)
		if err != nil {
			return err
		}
		if err := s.mayWrite(); err != nil {
			return err
		}
		if err := out.Check(); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out.Note); err != nil {
			return err
		}
		out.May = s.mayOn(who, who.ID)
		return tx.Record(ctx, s.event(who, "note.added", record.Ref{Kind: record.Note, ID: out.ID}))
	})
	return out, err
}

// NoteFields are what may be changed of a note.
type NoteFields struct {
	Text string `json:"text" maxLength:"20000"`
}

// EditNote changes the text of a note: one's own, or one on a record that the
// actor may edit.
func (a *App) EditNote(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (store.NoteRow, error) {
	var out store.NoteRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := noteToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		f := NoteFields{old.Text}
		if err := merge(&f, patch); err != nil {
			return err
		}
		out = old
		out.Text, out.May = f.Text, s.mayOn(who, old.AuthorID)
		if err := out.Check(); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old.Note, &out.Note); err != nil {
			return err
		}
		return tx.Record(ctx, s.event(who, "note.edited", record.Ref{Kind: record.Note, ID: id}))
	})
	return out, err
}

// RemoveNote takes a note away with its files: one's own, or one on a record that
// the actor may edit.
func (a *App) RemoveNote(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := noteToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		next := old.Note
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old.Note, &next); err != nil {
			return err
		}
		if err := tx.MoveFollowing(ctx, record.Ref{Kind: record.Note, ID: id}, 0, tx.Now()); err != nil {
			return err
		}
		return tx.Record(ctx, s.event(who, "note.removed", record.Ref{Kind: record.Note, ID: id}))
	})
}

// noteToEdit reads a note that the actor sees and may change.
func noteToEdit(
	ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, version int64,
) (store.NoteRow, subject, error) {
	n, err := tx.Note(ctx, id)
	if err != nil {
		return n, subject{}, err
	}
	s, err := subjectOf(ctx, &tx.Reads, who, record.Ref{Kind: n.SubjectKind, ID: n.SubjectID})
	if err != nil {
		return n, s, err
	}
	if !s.reads(who, n.AuthorID) {
		return n, s, fault.New(fault.NotFound, "not_found")
	}
	if !s.changes(who, n.AuthorID) {
		return n, s, denied(org.Contribute)
	}
	return n, s, fresh(n.Meta, version)
}

// reads reports whether the actor reads what author wrote on the record.
func (s subject) reads(who org.Actor, author record.ID) bool {
	return s.Whole || who.May(org.ReadAccounts, author, false)
}

// changes reports whether the actor may change what author wrote on the record.
func (s subject) changes(who org.Actor, author record.ID) bool {
	return s.Edit || author == who.ID && s.Contribute
}

// mayOn lists what the actor may do with a note of author.
func (s subject) mayOn(who org.Actor, author record.ID) []string {
	if s.changes(who, author) {
		return []string{"edit", "remove"}
	}
	return []string{}
}

// event is an act on a note or task about the record.
func (s subject) event(who org.Actor, act string, on record.Ref) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: on.Kind, SubjectID: on.ID, DealID: s.DealID,
		AccountID: s.AccountID, Params: event.Params{"name": s.Name}}
}

func (s subject) taskEvent(who org.Actor, act string, t activity.Task) event.Event {
	e := s.event(who, act, record.Ref{Kind: record.Task, ID: t.ID})
	e.Params["title"] = t.Title
	caution(&e, &t)
	return e
}
