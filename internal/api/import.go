package api

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) importRoutes() []route {
	return []route{
		on("GET /api/imports", "Imports", org.ImportRows, s.listImports),
		on("POST /api/imports", "AddImport", org.ImportRows, s.addImport),
		on("GET /api/imports/{id}", "Import", org.ImportRows, s.getImport),
		on("PATCH /api/imports/{id}", "EditImport", org.ImportRows, s.editImport),
		on("POST /api/imports/{id}/check", "CheckImport", org.ImportRows, s.checkImport),
		on("POST /api/imports/{id}/run", "StartImport", org.ImportRows, s.startImport),
		on("POST /api/imports/{id}/undo", "UndoImport", org.ImportRows, s.undoImport),
		on("GET /api/imports/{id}/rows", "ImportRows", org.ImportRows, s.listImportRows),
		on("GET /api/imports/{id}/values", "ImportValues", org.ImportRows, s.listImportValues),
		on("GET /api/imports/{id}/refused.csv", "RefusedRows", org.ImportRows, s.refusedRows),
	}
}

// UploadForm is a file and what its rows are about.
type UploadForm struct {
	File huma.FormFile  `form:"file" required:"true" doc:"CSV or XLSX; its content decides"`
	Kind app.ImportKind `form:"kind" required:"true"`
}

// UploadInput is the input of a new import.
type UploadInput struct {
	RawBody huma.MultipartFormFiles[UploadForm]
}

// formOverhead is what the other parts of an upload may take, in bytes.
const formOverhead = 1 << 20

func (UploadInput) bodyLimit() int64 { return app.UploadLimit + formOverhead }

func (s *Server) listImports(
	ctx context.Context,
	who org.Actor,
	_ *struct{},
) (*body[all[app.Import]], error) {
	rows, err := s.app.Imports(ctx, who)
	return whole(rows, same, err)
}

func (s *Server) addImport(ctx context.Context, who org.Actor, in *UploadInput) (*body[app.Import], error) {
	form := in.RawBody.Data()
	if !who.Has(org.ImportRows) {
		return answer(s.app.AddImport(ctx, who, form.Kind, app.Upload{}))
	}
	defer func() { _ = form.File.Close() }()
	up, err := s.app.Stash(form.File.Filename, form.File)
	if err != nil {
		return nil, err
	}
	return answer(s.app.AddImport(ctx, who, form.Kind, up))
}

func (s *Server) getImport(ctx context.Context, who org.Actor, in *byID) (*body[app.Import], error) {
	return answer(s.app.Import(ctx, who, in.ID))
}

func (s *Server) editImport(
	ctx context.Context,
	who org.Actor,
	in *edit[app.ImportPlan],
) (*body[app.Import], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditImport(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) checkImport(ctx context.Context, who org.Actor, in *byID) (*body[app.Import], error) {
	return answer(s.app.CheckImport(ctx, who, in.ID))
}

func (s *Server) startImport(ctx context.Context, who org.Actor, in *byID) (*body[app.Import], error) {
	return answer(s.app.StartImport(ctx, who, in.ID))
}

func (s *Server) undoImport(ctx context.Context, who org.Actor, in *byID) (*body[app.Import], error) {
	return answer(s.app.UndoImport(ctx, who, in.ID))
}

type importRowsInput struct {
	ID      record.ID `path:"id"`
	Verdict string    `query:"verdict" enum:"stored,updated,same,refused,skipped"`
	Code    string    `query:"code" maxLength:"50"`
	Limit   int       `query:"limit" minimum:"0" maximum:"200"`
	Cursor  string    `query:"cursor"`
}

// ImportRowPage is one page of the verdicts of an import.
type ImportRowPage struct {
	Items []app.ImportRow `json:"items" nullable:"false"`
	Next  string          `json:"next_cursor,omitempty" doc:"cursor of the next page"`
}

func (s *Server) listImportRows(
	ctx context.Context,
	who org.Actor,
	in *importRowsInput,
) (*body[ImportRowPage], error) {
	if in.Limit == 0 {
		in.Limit = store.DefaultPage
	}
	after := 0
	if in.Cursor != "" {
		var err error
		if after, err = strconv.Atoi(in.Cursor); err != nil {
			return nil, fault.New(fault.Invalid, "cursor_invalid").At("cursor")
		}
	}
	rows, err := s.app.ImportRows(ctx, who, in.ID, store.ImportRowFilter{Verdict: in.Verdict, Code: in.Code,
		After: after, Limit: in.Limit + 1})
	out := ImportRowPage{Items: rows}
	if len(rows) > in.Limit {
		out.Items = rows[:in.Limit]
		out.Next = strconv.Itoa(out.Items[in.Limit-1].Record)
	}
	return answer(out, err)
}

type importValuesInput struct {
	ID     record.ID `path:"id"`
	Column string    `query:"column" required:"true" doc:"header"`
	Field  string    `query:"field" required:"true" doc:"code of the field that the column is to be read as"`
}

func (s *Server) listImportValues(
	ctx context.Context,
	who org.Actor,
	in *importValuesInput,
) (*body[app.ImportValues], error) {
	return answer(s.app.ImportValues(ctx, who, in.ID, in.Column, in.Field))
}

func (s *Server) refusedRows(ctx context.Context, who org.Actor, in *byID) (*huma.StreamResponse, error) {
	write, err := s.app.RefusedRows(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	return s.file("refused.csv", typeCSV, write), nil
}

// Media types of the files that are made.
const (
	typeCSV  = "text/csv; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// file streams a file that is made while it is sent. A failure on the way breaks
// the connection, so that half a file is not taken for a whole one.
func (s *Server) file(name, media string, write func(io.Writer) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", media)
		ctx.SetHeader(
			"Content-Disposition",
			mime.FormatMediaType("attachment", map[string]string{"filename": name}),
		)
		if err := write(ctx.BodyWriter()); err != nil {
			s.log.ErrorContext(
				ctx.Context(),
				"file broken off",
				"request",
				requestID(ctx.Context()),
				"error",
				err.Error(),
			)
			panic(http.ErrAbortHandler)
		}
	}}
}
