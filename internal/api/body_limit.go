package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sente/internal/fault"
)

// large is an input whose body may be larger than others, in bytes.
type large interface{ bodyLimit() int64 }

// takeLarge lets an operation take a large body, and no more than that.
func takeLarge(op *huma.Operation, limit int64) {
	op.MaxBodyBytes = limit
	op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(ctx)
		if r.ContentLength > limit {
			turnAway(w, r, fault.TooLarge)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next(ctx)
	})
}

// strangerLimit is the largest body of a request of somebody who has not logged
// in, in bytes: more than any field of theirs may hold.
const strangerLimit = 64 << 10

// takeSmall refuses, unread, a body that cannot be right: to take large ones
// apart is work that nobody shall be able to ask for without a log-in.
func takeSmall(op *huma.Operation) {
	op.MaxBodyBytes = strangerLimit
	op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(ctx)
		if r.ContentLength > strangerLimit {
			turnAway(w, r, fault.Invalid)
			return
		}
		next(ctx)
	})
}

func turnAway(w http.ResponseWriter, r *http.Request, kind fault.Kind) {
	problemOf(fault.New(kind, "body_too_large"), langOf(r.Context()), requestID(r.Context())).write(w)
}
