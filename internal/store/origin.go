package store

import (
	"context"

	"sente/internal/sales/record"
)

// Origin is from where a request came; it stands beside what the request did.
type Origin struct {
	Address string    // client address, after trusted proxies
	TokenID record.ID // of the API token that was used, 0 for a session
	Request string    // id of the request, as in the log
	Path    string    // of the request
	Query   string    // of its URL: the filters of a list or a file
}

type originKey struct{}

// WithOrigin makes the events of ctx say from where they came.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

// OriginOf is the origin of ctx, empty for work without a request.
func OriginOf(ctx context.Context) Origin {
	o, _ := ctx.Value(originKey{}).(Origin)
	return o
}

// nullText stores an empty text as NULL.
func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}
