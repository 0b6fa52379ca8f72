package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// component is a part as CycloneDX writes it.
type component struct {
	Type     string    `json:"type"`
	Ref      string    `json:"bom-ref"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	URL      string    `json:"purl,omitempty"`
	Licences []licence `json:"licenses,omitempty"`
}

type licence struct {
	Expression string `json:"expression"`
}

func writeSBOM(out io.Writer, version string, parts []part) error {
	own := component{Type: "application", Ref: "sente", Name: "sente", Version: version,
		Licences: []licence{{"Apache-2.0"}}}
	components := make([]component, 0, len(parts))
	for _, p := range parts {
		c := component{Type: "library", Ref: p.url, Name: p.name, Version: p.version, URL: p.url}
		if p.licence != "" {
			c.Licences = []licence{{p.licence}}
		}
		components = append(components, c)
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"component": own},
		"components": components,
	})
}

// writeNotices prints the terms of every part; a part without a licence file is
// named with what its registry says.
func writeNotices(out io.Writer, parts []part) error {
	fmt.Fprint(out, "Sente contains the following third-party software.\n\n"+
		"The table of traditional and simplified characters is made from OpenCC\n"+
		"(https://github.com/BYVoid/OpenCC), Apache License 2.0.\n")
	for _, p := range parts {
		fmt.Fprintf(out, "\n%s\n%s %s %s\n\n", strings.Repeat("=", 80), p.name, p.version, p.licence)
		files, err := p.licenceFiles()
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if _, err := out.Write(append(text, '\n')); err != nil {
				return err
			}
		}
	}
	return nil
}
