package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) auditRoutes() []route {
	return []route{
		on("GET /api/audit", "Audit", org.ReadAudit, s.listAudit),
		on("GET /api/audit/chain", "AuditChain", org.ReadAudit, s.getAuditChain),
		on("GET /api/audit/file", "ExportAudit", org.ReadAudit, s.exportAudit),
	}
}

// AuditInput are the filters of the audit trail.
type AuditInput struct {
	Source string       `query:"source" enum:"event,access,login_attempt" doc:"done, read or tried"`
	Actor  record.ID    `query:"actor"`
	Act    string       `query:"act" maxLength:"60" doc:"e.g. deal.advanced, or deal for all acts on deals"`
	Kind   string       `query:"kind" maxLength:"30" doc:"of the record"`
	Record string       `query:"record" maxLength:"60" example:"deal:123"`
	Token  record.ID    `query:"token_id" doc:"done with this API token"`
	From   calendar.Day `query:"from" format:"date" doc:"first day, in the workspace's zone"`
	To     calendar.Day `query:"to" format:"date" doc:"last day, in the workspace's zone"`
	Q      string       `query:"q" maxLength:"200" doc:"part of a value, before or after"`
}

func (in AuditInput) query() (q app.AuditQuery, err error) {
	q.AuditFilter = store.AuditFilter{Source: in.Source, Actor: in.Actor, Act: in.Act,
		Kind: record.Kind(in.Kind), Text: in.Q, Token: in.Token}
	q.FromDay, q.ToDay = in.From, in.To
	if in.Record != "" && q.Record.UnmarshalText([]byte(in.Record)) != nil {
		err = fault.New(fault.Invalid, "value_invalid").At("record")
	}
	return q, err
}

type auditInput struct {
	AuditInput
	Cursor string `query:"cursor"`
}

// AuditPage is a part of the audit trail, newest first. It has no total: to
// count would tell what the reader may not know.
type AuditPage struct {
	Items []app.Audited `json:"items" nullable:"false"`
	Next  record.ID     `json:"next_cursor,omitzero" doc:"cursor of the next page"`
}

func (s *Server) listAudit(ctx context.Context, who org.Actor, in *auditInput) (*body[AuditPage], error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	if q.Older.UnmarshalText([]byte(in.Cursor)) != nil {
		return nil, fault.New(fault.Invalid, "cursor_invalid").At("cursor")
	}
	items, next, err := s.app.Audit(ctx, who, q)
	return answer(AuditPage{items, next}, err)
}

func (s *Server) getAuditChain(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[app.AuditChain], error) {
	return answer(s.app.AuditChain(ctx, who))
}

func (s *Server) exportAudit(
	ctx context.Context, who org.Actor, in *AuditInput,
) (*huma.StreamResponse, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	write, err := s.app.ExportAudit(ctx, who, q)
	if err != nil {
		return nil, err
	}
	return s.file("audit.csv", typeCSV, write), nil
}
