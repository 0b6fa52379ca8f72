package api

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/store"
)

func (s *Server) attachmentRoutes() []route {
	return []route{
		on("GET /api/attachments", "Attachments", org.ReadAccounts, s.listAttachments),
		uploading(on("POST /api/attachments", "AddAttachment", org.Contribute, s.addAttachment)),
		on("GET /api/attachments.zip", "AttachmentArchive", org.ReadAccounts, s.zipAttachments),
		on("GET /api/attachments/{id}", "AttachmentContent", org.ReadAccounts, s.getAttachment),
		on("GET /api/attachments/{id}/preview", "AttachmentPreview", org.ReadAccounts, s.previewAttachment),
		on("PATCH /api/attachments/{id}", "EditAttachment", org.Contribute, s.editAttachment),
		on("DELETE /api/attachments/{id}", "RemoveAttachment", org.Contribute, s.removeAttachment),
		on("POST /api/attachments/{id}/restore", "RestoreAttachment", org.Contribute, s.restoreAttachment),
	}
}

type filesInput struct {
	PageInput
	Subject string `query:"subject" required:"true" example:"deal:123" doc:"deal, account, contact or note"`
}

// FileList is one page of the files on a record.
type FileList struct {
	Items  []store.AttachmentRow `json:"items" nullable:"false"`
	Next   string                `json:"next_cursor,omitempty" doc:"cursor of the next page"`
	Total  int64                 `json:"total" doc:"1001 stands for more than 1000"`
	May    []string              `json:"may" nullable:"false" enum:"add"`
	Limits app.FileLimits        `json:"limits"`
}

func (s *Server) listAttachments(
	ctx context.Context, who org.Actor, in *filesInput,
) (*body[FileList], error) {
	ref, err := subjectRef(in.Subject)
	if err != nil {
		return nil, err
	}
	l, err := s.app.Attachments(ctx, who, ref, in.page())
	out := FileList{append([]store.AttachmentRow{}, l.Items...), l.Next, l.Total, []string{}, l.Limits}
	if l.MayAdd {
		out.May = append(out.May, "add")
	}
	return answer(out, err)
}

// octets is the media type of an upload; what the file is, its content says.
const octets = "application/octet-stream"

// NewFileInput is the input of an upload. The body, the bytes of the file, is
// read while it comes.
type NewFileInput struct {
	Subject string `query:"subject" required:"true" example:"deal:123" doc:"deal, account, contact or note"`
	Name    string `query:"name" maxLength:"2000" doc:"of the file; a path in front of it is dropped"`
	Digest  string `header:"Content-Digest" doc:"sha-256=:…:, checked when given (RFC 9530)"`
	request *http.Request
	out     http.ResponseWriter
}

// Resolve keeps the request, whose body the handler reads.
func (in *NewFileInput) Resolve(ctx huma.Context) []error {
	in.request, in.out = humago.Unwrap(ctx)
	return nil
}

// uploading documents the body of an upload.
func uploading(r route) route {
	register := r.register
	r.register = func(s *Server) {
		register(s)
		bytes := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		s.huma.OpenAPI().Paths[r.path].Post.RequestBody = &huma.RequestBody{Required: true,
			Content: map[string]*huma.MediaType{octets: bytes}}
	}
	return r
}

func (s *Server) addAttachment(
	ctx context.Context, who org.Actor, in *NewFileInput,
) (*body[store.AttachmentRow], error) {
	ref, err := subjectRef(in.Subject)
	if err != nil {
		return nil, err
	}
	if in.request.Header.Get("Content-Type") != octets {
		return nil, fault.New(fault.Unsupported, "media_type")
	}
	hash, err := digest(in.Digest)
	if err != nil {
		return nil, err
	}
	return answer(s.app.AddAttachment(ctx, who, ref,
		app.NewFile{Name: in.Name, Size: in.request.ContentLength, Hash: hash, From: in.request.Body}))
}

// digest reads the SHA-256 out of a Content-Digest, in hexadecimal.
func digest(header string) (string, error) {
	if header == "" {
		return "", nil
	}
	text, sha := strings.CutPrefix(header, "sha-256=:")
	b, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(text, ":"))
	if !sha || err != nil || len(b) != 32 {
		return "", fault.New(fault.Invalid, "value_invalid").At("Content-Digest")
	}
	return hex.EncodeToString(b), nil
}

// guarded are the headers of what people have uploaded: nothing in it runs,
// whatever a browser takes it for, and nothing keeps a copy.
func guarded(h http.Header, media, disposition, name string) {
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
}

func (s *Server) getAttachment(
	ctx context.Context, who org.Actor, in *byID,
) (*huma.StreamResponse, error) {
	row, content, err := s.app.AttachmentContent(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer func(f *os.File) { _ = f.Close() }(content)
		r, w := humago.Unwrap(ctx)
		guarded(w.Header(), row.MediaType, "attachment", row.Name)
		http.ServeContent(w, r, "", time.Time{}, content)
	}}, nil
}

func (s *Server) previewAttachment(
	ctx context.Context, who org.Actor, in *byID,
) (*huma.StreamResponse, error) {
	p, err := s.app.AttachmentPreview(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		if p.PDF == nil {
			guarded(w.Header(), p.Type, "inline", "preview")
			_, _ = w.Write(p.Data)
			return
		}
		defer func(f *os.File) { _ = f.Close() }(p.PDF)
		guarded(w.Header(), p.Type, "inline", p.Name)
		http.ServeContent(w, r, "", time.Time{}, p.PDF)
	}}, nil
}

type archiveInput struct {
	Subject string `query:"subject" required:"true" example:"deal:123" doc:"deal, account, contact or note"`
}

func (s *Server) zipAttachments(
	ctx context.Context, who org.Actor, in *archiveInput,
) (*huma.StreamResponse, error) {
	ref, err := subjectRef(in.Subject)
	if err != nil {
		return nil, err
	}
	write, err := s.app.AttachmentArchive(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	return s.file("files.zip", "application/zip", write), nil
}

func (s *Server) editAttachment(
	ctx context.Context, who org.Actor, in *edit[app.AttachmentFields],
) (*body[store.AttachmentRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditAttachment(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeAttachment(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveAttachment(ctx, who, in.ID, v)
}

func (s *Server) restoreAttachment(ctx context.Context, who org.Actor, in *byID) (*nothing, error) {
	return &nothing{}, s.app.RestoreAttachment(ctx, who, in.ID)
}
