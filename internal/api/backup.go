package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
)

func (s *Server) backupRoutes() []route {
	return []route{
		on("GET /api/backups", "Backups", org.AdminSettings, s.listBackups),
		on("POST /api/backups", "OrderBackup", org.AdminSettings, s.orderBackup),
	}
}

func (s *Server) listBackups(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[app.BackupState], error) {
	return answer(s.app.Backups(ctx, who))
}

func (s *Server) orderBackup(ctx context.Context, who org.Actor, _ *struct{}) (*nothing, error) {
	return &nothing{}, s.app.OrderBackup(ctx, who)
}
