package main

import (
	"bytes"
	"encoding/json"
	"os"

	"sente/internal/api"
)

// openAPICmd prints the OpenAPI document.
type openAPICmd struct{}

// Run prints the document to standard output.
func (openAPICmd) Run() error {
	doc, err := api.Document(version)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, doc, "", " "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = out.WriteTo(os.Stdout)
	return err
}
