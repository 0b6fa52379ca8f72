package api

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sheet"
	"sente/internal/store"
)

func (s *Server) exportRoutes() []route {
	return []route{on("GET /api/export/{file}", "Export", org.ExportRows, s.export)}
}

// ExportInput is the name of a file and the filters of the list that it holds;
// those of other lists do nothing.
type ExportInput struct {
	File string `path:"file" enum:"users.csv,users.xlsx,products.csv,products.xlsx,accounts.csv,accounts.xlsx,contacts.csv,contacts.xlsx,deals.csv,deals.xlsx"`
	DealFilterInput
	Parent     record.ID `query:"parent" doc:"accounts: below this one"`
	Industry   string    `query:"industry" maxLength:"100" doc:"accounts"`
	Department record.ID `query:"department" doc:"contacts"`
}

func (s *Server) export(ctx context.Context, who org.Actor, in *ExportInput) (*huma.StreamResponse, error) {
	kind, format, _ := strings.Cut(in.File, ".")
	q := app.ExportQuery{Kind: app.ImportKind(kind), Format: sheet.Format(format)}
	var err error
	if q.Deals, err = s.dealQuery(&in.DealFilterInput, store.Page{}); err != nil {
		return nil, err
	}
	words := search.Parse(in.Q)
	q.Accounts = store.AccountFilter{
		Q:        words,
		OwnerID:  in.Owner,
		ParentID: in.Parent,
		Industry: in.Industry,
		TagID:    in.Tag,
	}
	q.Contacts = store.ContactFilter{Q: words, AccountID: in.Account, DepartmentID: in.Department}
	write, err := s.app.Export(ctx, who, q)
	if err != nil {
		return nil, err
	}
	media := typeCSV
	if q.Format == sheet.XLSX {
		media = typeXLSX
	}
	return s.file(in.File, media, write), nil
}
