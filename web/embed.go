// Package web carries the built browser client inside the binary. The source of
// the client is beside this file (start with src/main.tsx); "npm run build"
// writes it to dist, which is embedded here.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS gives the built client, rooted at its index.html. The second result is
// false when the binary was built without the client: the server then answers
// with a plain page, and the API works all the same.
func FS() (fs.FS, bool) {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, false
	}
	_, err = fs.Stat(built, "index.html")
	return built, err == nil
}
