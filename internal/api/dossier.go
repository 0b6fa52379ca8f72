package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) dossierRoutes() []route {
	return []route{
		on("GET /api/deals/{id}/dossier", "ExportDossier", org.ExportRows, s.exportDossier),
		on("POST /api/dossiers", "ImportDossier", org.ImportRows, s.importDossier),
	}
}

const typeJSON = "application/json"

func (s *Server) exportDossier(ctx context.Context, who org.Actor, in *byID) (*huma.StreamResponse, error) {
	write, err := s.app.ExportDossier(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	return s.file("dossier-"+in.ID.String()+".json", typeJSON, write), nil
}

// DossierInput is one deal in the interchange format of dossiers.
type DossierInput struct {
	Owner   record.ID `query:"owner" doc:"whose the deal becomes; absent: one's own"`
	RawBody []byte    `contentType:"application/json" doc:"one dossier; a refusal names its member by path"`
}

// whole says that package app reads the body itself.
func (DossierInput) whole() bool { return true }

func (s *Server) importDossier(ctx context.Context, who org.Actor, in *DossierInput) (*body[DealRow], error) {
	d, err := s.app.ImportDossier(ctx, who, in.Owner, in.RawBody)
	if err != nil {
		return nil, err
	}
	return s.dealRow(ctx, who, d.ID)
}
