package job

import (
	"context"
	"log/slog"
	"time"

	"sente/internal/app"
)

// Pace of the sealing worker.
const (
	sealEvery  = time.Second
	lookWhole  = time.Hour       // for entries far out of order, after a clock was set back
	sealAtStop = 2 * time.Second // what is left for the last pass
)

// Seal seals the audit trail until ctx ends, and once more then.
func Seal(ctx context.Context, a *app.App, log *slog.Logger) {
	tick := time.NewTicker(sealEvery)
	defer tick.Stop()
	s, whole, told := a.NewSealer(), time.Now(), ""
	tell := func(ctx context.Context, err error) {
		if err != nil && ctx.Err() == nil && err.Error() != told {
			log.Error("audit: entries are not sealed", "error", err.Error())
			told = err.Error()
		}
	}
	for {
		_, err := s.Seal(ctx)
		tell(ctx, err)
		select {
		case <-ctx.Done():
			last, stop := context.WithTimeout(context.WithoutCancel(ctx), sealAtStop)
			defer stop()
			tell(last, s.SealAll(last))
			return
		case <-tick.C:
		}
		if time.Since(whole) > lookWhole {
			s, whole, told = a.NewSealer(), time.Now(), ""
		}
	}
}
