package app

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"strconv"

	"sente/internal/blob"
	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// NewFile is a file that comes in.
type NewFile struct {
	Name string // as its sender calls it
	Size int64  // in bytes, -1 when not known
	Hash string // SHA-256 in hexadecimal, "" when not known
	From io.Reader
}

// AttachmentContent opens the content of a file that the actor reads, after it
// was found whole. The caller closes it.
func (a *App) AttachmentContent(
	ctx context.Context, who org.Actor, id record.ID,
) (store.AttachmentRow, *os.File, error) {
	f, s, err := attachmentThere(ctx, a.db.Reads(), who, id)
	if err != nil {
		return f, nil, err
	}
	content, err := a.files.Open(ctx, f.Hash)
	if err == nil {
		a.noteRead(ctx, who, s.takenAway(f))
	}
	return f, content, err
}

// takenAway is the entry about reading that says which file left the house. The
// parts of one download are one entry.
func (s fileSubject) takenAway(f store.AttachmentRow) store.Access {
	on := s.Ref
	switch {
	case s.DealID != 0:
		on = record.Ref{Kind: record.Deal, ID: s.DealID}
	case on.Kind == record.Note:
		on = record.Ref{Kind: record.Account, ID: s.AccountID}
	}
	return store.Access{Act: "attachment.read", Kind: on.Kind, SubjectID: on.ID, Params: event.Params{
		"file": f.Name, "bytes": strconv.FormatInt(f.Size, 10), "sha256": f.Hash}}
}

// Preview is what a browser may show of a file: a picture that was painted anew,
// or a PDF as it is, which the caller closes.
type Preview struct {
	blob.Picture
	PDF  *os.File // nil: a picture
	Name string
}

// AttachmentPreview is what a browser may show of a file that the actor reads.
// The picture in it is painted; a PDF is handed out whole, and so noted as read.
func (a *App) AttachmentPreview(ctx context.Context, who org.Actor, id record.ID) (Preview, error) {
	f, _, err := attachmentThere(ctx, a.db.Reads(), who, id)
	if err != nil {
		return Preview{}, err
	}
	if f.MediaType == blob.PDF {
		f, content, err := a.AttachmentContent(ctx, who, id)
		return Preview{Picture: blob.Picture{Type: f.MediaType}, PDF: content, Name: f.Name}, err
	}
	picture, err := a.files.Preview(ctx, f.Hash)
	return Preview{Picture: picture, Name: f.Name}, err
}

// AttachmentArchive packs all files on a record that the actor reads, and on its
// notes, into a zip that streams into what the result is called with. A damaged
// file breaks it off. The audit says that he took it, and what it was.
func (a *App) AttachmentArchive(
	ctx context.Context, who org.Actor, of record.Ref,
) (func(io.Writer) error, error) {
	s, err := fileSubjectOf(ctx, a.db.Reads(), who, of)
	if err != nil {
		return nil, err
	}
	var rows []store.AttachmentRow
	for p := (store.Page{Limit: store.MaxPage}); ; {
		l, err := a.db.Reads().Attachments(ctx, who.Scope(org.ReadAccounts), s.About, p)
		if err != nil {
			return nil, err
		}
		rows = append(rows, l.Items...)
		if p.Cursor = l.Next; p.Cursor == "" {
			said := handedOut{what: "attachments", format: "zip"}
			write := func(w io.Writer) (int, error) { return a.pack(ctx, rows, w) }
			return a.handOut(ctx, who, said, write), nil
		}
	}
}

// pack writes files into a zip and says how many are in it.
func (a *App) pack(ctx context.Context, rows []store.AttachmentRow, w io.Writer) (int, error) {
	names := make([]string, len(rows))
	for i, f := range rows {
		names[i] = f.Name
	}
	z := zip.NewWriter(w)
	for i, name := range activity.EntryNames(names) {
		at := rows[i].CreatedAt.Time().In(a.Zone())
		to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: at})
		if err != nil {
			return i, err
		}
		content, err := a.files.Open(ctx, rows[i].Hash)
		if err != nil {
			return i, err
		}
		_, err = io.Copy(to, content)
		if err := errors.Join(err, content.Close()); err != nil {
			return i, err
		}
	}
	return len(rows), z.Close()
}

// SweepFiles takes contents from the disk that no file speaks of: what uploads
// left that ended with their process, and what was never put on a record.
func (a *App) SweepFiles(ctx context.Context) error {
	swept, err := a.files.Sweep(ctx, a.db.Reads().BlobsKnown)
	if swept != (blob.Swept{}) {
		a.log.InfoContext(ctx, "files: swept", "broken", swept.Broken, "unused", swept.Unused)
	}
	return err
}

// Files is the store of contents, for the doors that look after it: backup,
// doctor.
func (a *App) Files() *blob.Store { return a.files }
