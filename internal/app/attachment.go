package app

import (
	"context"

	"sente/internal/blob"
	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// FileLimits are how much may be attached.
type FileLimits struct {
	File   int64 `json:"file_bytes" doc:"most bytes of one file"`
	Record int64 `json:"record_bytes" doc:"most bytes of all files on a record"`
	Count  int64 `json:"count" doc:"most files on a record"`
}

// standardFiles are the limits when none are set.
func standardFiles() FileLimits { return FileLimits{File: 25 << 20, Record: 2 << 30, Count: 500} }

// fileSubject is a record that files are on, as the actor sees it.
type fileSubject struct {
	subject
	attach bool // he may put files on it
}

// fileSubjectOf reads the deal, account, contact or note that files are on. What
// the actor reads of a note, and may do with it, is so of its files.
func fileSubjectOf(ctx context.Context, r *store.Reads, who org.Actor, ref record.Ref) (fileSubject, error) {
	if ref.Kind != record.Note {
		s, err := subjectOf(ctx, r, who, ref)
		return fileSubject{s, s.Contribute && (ref.Kind == record.Deal || s.Edit)}, err
	}
	n, err := r.Note(ctx, ref.ID)
	if err != nil {
		return fileSubject{}, err
	}
	s, err := subjectOf(ctx, r, who, record.Ref{Kind: n.SubjectKind, ID: n.SubjectID})
	if err == nil && !s.reads(who, n.AuthorID) {
		err = fault.New(fault.NotFound, "not_found")
	}
	s.About = store.About{Ref: ref, Whole: true}
	return fileSubject{s, s.changes(who, n.AuthorID)}, err
}

// Files are a page of the files on a record.
type Files struct {
	store.List[store.AttachmentRow]
	MayAdd bool
	Limits FileLimits
}

// Attachments lists the files on a record that the actor sees, and on its notes,
// newest first.
func (a *App) Attachments(ctx context.Context, who org.Actor, of record.Ref, p store.Page) (Files, error) {
	out := Files{Limits: a.limits}
	s, err := fileSubjectOf(ctx, a.db.Reads(), who, of)
	if err != nil {
		return out, err
	}
	out.MayAdd = s.attach
	out.List, err = a.db.Reads().Attachments(ctx, who.Scope(org.ReadAccounts), s.About, p)
	for i := range out.Items {
		out.Items[i].May = s.mayOn(who, out.Items[i].AuthorID)
	}
	return out, err
}

// AddAttachment takes a file and puts it on a record. Its content is on disk
// before a row speaks of it; what breaks off leaves nothing.
func (a *App) AddAttachment(
	ctx context.Context, who org.Actor, on record.Ref, f NewFile,
) (store.AttachmentRow, error) {
	out := store.AttachmentRow{AuthorName: who.Name}
	if _, err := a.mayAttach(ctx, a.db.Reads(), who, on, max(f.Size, 0)); err != nil {
		return out, err
	}
	b, err := a.files.Put(f.From, blob.Want{Limit: a.limits.File, Size: f.Size, Hash: f.Hash})
	if err != nil {
		return out, err
	}
	row := activity.Attachment{SubjectKind: on.Kind, SubjectID: on.ID, AuthorID: who.ID,
		Name: activity.CleanFileName(f.Name), MediaType: b.Type, Size: b.Size, Hash: b.Hash}
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		s, err := a.mayAttach(ctx, &tx.Reads, who, on, b.Size)
		if err != nil {
			return err
		}
		out.Attachment, out.May = row, s.mayOn(who, who.ID)
		if err := store.Add(ctx, tx, &out.Attachment); err != nil {
			return err
		}
		return tx.Record(ctx, s.fileEvent(who, "attachment.added", out.Attachment))
	})
	return out, err
}

// mayAttach refuses unless the actor may put size bytes more on a record.
func (a *App) mayAttach(
	ctx context.Context, r *store.Reads, who org.Actor, on record.Ref, size int64,
) (fileSubject, error) {
	s, err := fileSubjectOf(ctx, r, who, on)
	if err != nil {
		return s, err
	}
	if !s.attach {
		return s, denied(org.Contribute)
	}
	if size > a.limits.File {
		return s, fault.New(fault.TooLarge, "file_too_large").With("limit", a.limits.File>>20)
	}
	use, err := r.FileUseOf(ctx, on)
	switch {
	case err != nil:
		return s, err
	case use.Count >= a.limits.Count:
		return s, fault.New(fault.TooLarge, "files_too_many").With("limit", a.limits.Count)
	case use.Bytes+size > a.limits.Record:
		return s, fault.New(fault.TooLarge, "files_too_large").With("limit", a.limits.Record>>20)
	}
	return s, nil
}

// AttachmentFields are what may be changed of a file.
type AttachmentFields struct {
	Name string `json:"name" maxLength:"255"`
}

// EditAttachment gives a file another name: one's own, or one on a record that
// the actor may edit. Its type stays what its content is.
func (a *App) EditAttachment(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (store.AttachmentRow, error) {
	var out store.AttachmentRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := attachmentToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		f := AttachmentFields{old.Name}
		if err := merge(&f, patch); err != nil {
			return err
		}
		if err := activity.CheckFileName(f.Name); err != nil {
			return err
		}
		out = old
		out.Name, out.May = f.Name, s.mayOn(who, old.AuthorID)
		if err := store.Save(ctx, tx, old.Attachment, &out.Attachment); err != nil {
			return err
		}
		return tx.Record(ctx, s.fileEvent(who, "attachment.renamed", out.Attachment))
	})
	return out, err
}

// RemoveAttachment takes a file away: one's own, or one on a record that the
// actor may edit. RestoreAttachment brings it back.
func (a *App) RemoveAttachment(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := attachmentToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		next := old.Attachment
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old.Attachment, &next); err != nil {
			return err
		}
		return tx.Record(ctx, s.fileEvent(who, "attachment.removed", next))
	})
}

// RestoreAttachment brings a file back that was taken away, under the rights of
// taking it away.
func (a *App) RestoreAttachment(ctx context.Context, who org.Actor, id record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := attachmentSeen(ctx, &tx.Reads, who, id)
		if err != nil {
			return err
		}
		if !s.changes(who, old.AuthorID) {
			return denied(org.Contribute)
		}
		if !old.Trashed() {
			return fault.New(fault.NotFound, "not_found")
		}
		next := old.Attachment
		next.DeletedAt = 0
		if err := store.Save(ctx, tx, old.Attachment, &next); err != nil {
			return err
		}
		return tx.Record(ctx, s.fileEvent(who, "attachment.restored", next))
	})
}

// attachmentSeen reads a file whose subject the actor sees, one in the trash too.
func attachmentSeen(
	ctx context.Context, r *store.Reads, who org.Actor, id record.ID,
) (store.AttachmentRow, fileSubject, error) {
	f, err := r.Attachment(ctx, id)
	if err != nil {
		return f, fileSubject{}, err
	}
	s, err := fileSubjectOf(ctx, r, who, f.Subject())
	if err == nil && !s.reads(who, f.AuthorID) {
		err = fault.New(fault.NotFound, "not_found")
	}
	return f, s, err
}

// attachmentThere is attachmentSeen without the trash.
func attachmentThere(
	ctx context.Context, r *store.Reads, who org.Actor, id record.ID,
) (store.AttachmentRow, fileSubject, error) {
	f, s, err := attachmentSeen(ctx, r, who, id)
	if err == nil && f.Trashed() {
		err = fault.New(fault.NotFound, "not_found")
	}
	return f, s, err
}

// attachmentToEdit reads a file that the actor sees and may change.
func attachmentToEdit(
	ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, version int64,
) (store.AttachmentRow, fileSubject, error) {
	f, s, err := attachmentThere(ctx, &tx.Reads, who, id)
	if err != nil {
		return f, s, err
	}
	if !s.changes(who, f.AuthorID) {
		return f, s, denied(org.Contribute)
	}
	return f, s, fresh(f.Meta, version)
}

// fileEvent is an act on a file on the record.
func (s fileSubject) fileEvent(who org.Actor, act string, f activity.Attachment) event.Event {
	e := s.event(who, act, f.Ref())
	e.Params["file"] = f.Name
	return e
}
