// Command parts lists what the program is made of besides our own code: the Go
// modules linked into a binary and the npm packages bundled into its front end.
//
//	go run ./scripts/parts sbom bin/sente      > bin/sbom.json    (CycloneDX 1.5)
//	go run ./scripts/parts notices bin/sente   > bin/NOTICES.txt  (licence texts)
//
// Run it from the project's root, after a build: it reads the module cache and
// web/node_modules, nothing over the network.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: parts sbom|notices BINARY")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "parts:", err)
		os.Exit(1)
	}
}

func run(form, binary string, out io.Writer) error {
	main, modules, err := goParts(binary)
	if err != nil {
		return err
	}
	packages, err := npmParts("web/package-lock.json")
	if err != nil {
		return err
	}
	all := append(modules, packages...)
	switch form {
	case "sbom":
		return writeSBOM(out, main, all)
	case "notices":
		return writeNotices(out, all)
	}
	return fmt.Errorf("%q is neither sbom nor notices", form)
}
