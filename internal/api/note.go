package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) noteRoutes() []route {
	return []route{
		on("GET /api/notes", "Notes", org.ReadAccounts, s.listNotes),
		on("POST /api/notes", "AddNote", org.Contribute, s.addNote),
		on("PATCH /api/notes/{id}", "EditNote", org.Contribute, s.editNote),
		on("DELETE /api/notes/{id}", "RemoveNote", org.Contribute, s.removeNote),
	}
}

// subjectRef reads the record that a list or a new row is about: "deal:123".
func subjectRef(text string) (record.Ref, error) {
	var ref record.Ref
	if err := ref.UnmarshalText([]byte(text)); err != nil {
		return ref, fault.New(fault.Invalid, "subject_kind").At("subject")
	}
	return ref, nil
}

type notesInput struct {
	PageInput
	Subject string `query:"subject" required:"true" example:"deal:123" doc:"deal, account or contact"`
}

func (s *Server) listNotes(
	ctx context.Context, who org.Actor, in *notesInput,
) (*body[list[store.NoteRow]], error) {
	ref, err := subjectRef(in.Subject)
	if err != nil {
		return nil, err
	}
	l, err := s.app.Notes(ctx, who, ref, in.page())
	return listed(l, same, err)
}

// NewNote is what is written down of a new note.
type NewNote struct {
	Subject record.Ref `json:"subject" example:"deal:123" doc:"deal, account or contact"`
	Text    string     `json:"text" maxLength:"20000"`
}

func (s *Server) addNote(
	ctx context.Context, who org.Actor, in *body[NewNote],
) (*body[store.NoteRow], error) {
	return answer(s.app.AddNote(ctx, who, in.Body.Subject, in.Body.Text))
}

func (s *Server) editNote(
	ctx context.Context, who org.Actor, in *edit[app.NoteFields],
) (*body[store.NoteRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditNote(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeNote(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveNote(ctx, who, in.ID, v)
}
