package blob_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"sente/internal/blob"
	"sente/internal/fault"
)

func picture(w, h int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	p.Set(0, 0, color.RGBA{R: 255, A: 255})
	return p
}

func pngOf(t *testing.T, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTypes: the content decides, whatever a browser would take it for.
func TestTypes(t *testing.T) {
	ole := make([]byte, 2048)
	copy(ole, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(ole[30:], 9)
	binary.LittleEndian.PutUint32(ole[48:], 1)
	copy(ole[1024:], "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00")
	for name, x := range map[string]struct{ content, want string }{
		"png":           {string(pngOf(t, picture(1, 1))), blob.PNG},
		"gif and js":    {"GIF89a/*\x00\x00*/=1;alert(1)", blob.GIF},
		"svg":           {`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, blob.Other},
		"svg, late":     {"\ufeff\n  " + `<SVG onload="alert(1)"/>`, blob.Other},
		"html":          {"<!DOCTYPE html><script>alert(1)</script>", blob.Other},
		"html, late":    {"hello <script>alert(1)</script>", blob.Other},
		"xml and xslt":  {`<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><x/>`, blob.Other},
		"mht":           {"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", blob.Other},
		"pdf with js":   {"%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", blob.PDF},
		"text":          {"会议纪要, 12:00", blob.Text},
		"exe":           {"MZ\x90\x00\x03\x00\x00\x00", blob.Other},
		"docx":          {"PK\x03\x04[Content_Types].xml word/document.xml", blob.Word},
		"xlsx":          {"PK\x03\x04[Content_Types].xml xl/workbook.xml", blob.Sheet},
		"xlsx + macros": {"PK\x03\x04[Content_Types].xml xl/workbook.xml xl/vbaProject.bin", blob.Other},
		"zip":           {"PK\x03\x04readme.txt", blob.Zip},
		"doc":           {string(ole), blob.Doc},
		"ole, broken":   {string(ole[:60]), blob.Other},
	} {
		if got := blob.TypeOf(strings.NewReader(x.content), int64(len(x.content))); got != x.want {
			t.Errorf("%s: got %s, want %s", name, got, x.want)
		}
	}
}

func preview(t *testing.T, content []byte) (blob.Picture, error) {
	t.Helper()
	s := blob.New(t.TempDir())
	b := put(t, s, content)
	return s.Preview(context.Background(), b.Hash)
}

func TestPreviewIsPaintedAnew(t *testing.T) {
	secret := append(pngOf(t, picture(3000, 30)), "<script>alert(1)</script>"...)
	p, err := preview(t, secret)
	if err != nil {
		t.Fatal(err)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || format != "png" || config.Width != blob.Side || config.Height != 20 {
		t.Errorf("got %s %dx%d (%v), want png %dx20", format, config.Width, config.Height, err, blob.Side)
	}
	if bytes.Contains(p.Data, []byte("script")) {
		t.Error("what hung on the picture is in the preview")
	}
}

// TestPreviewIsUpright: a photograph taken with the camera turned.
func TestPreviewIsUpright(t *testing.T) {
	white := image.NewGray(image.Rect(0, 0, 32, 16))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	for y := range 8 {
		for x := range 8 {
			white.SetGray(x, y, color.Gray{}) // black at the top left
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, white, nil); err != nil {
		t.Fatal(err)
	}
	for turn, corner := range map[byte]image.Point{1: {2, 2}, 3: {29, 13}, 6: {13, 2}, 8: {2, 29}} {
		exif := []byte("\xFF\xE1\x00\x22Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00")
		exif = append(exif, turn, 0, 0, 0, 0, 0, 0)
		content := append(append(bytes.Clone(b.Bytes()[:2]), exif...), b.Bytes()[2:]...)
		p, err := preview(t, content)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := jpeg.Decode(bytes.NewReader(p.Data))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, _, _ := shown.At(corner.X, corner.Y).RGBA(); r > 0x4000 {
			t.Errorf("turn %d: the corner is not at %v", turn, corner)
		}
	}
}

// bomb is a small PNG that says it is w by h.
func bomb(t *testing.T, w, h uint32) []byte {
	t.Helper()
	b := pngOf(t, picture(1, 1))
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// TestImageBombs is T08c: refused by what the header says, with little memory.
func TestImageBombs(t *testing.T) {
	many := &gif.GIF{}
	for range 2000 {
		many.Image = append(many.Image, image.NewPaletted(image.Rect(0, 0, 4, 4), palette.Plan9[:2]))
		many.Delay = append(many.Delay, 0)
	}
	var frames bytes.Buffer
	if err := gif.EncodeAll(&frames, many); err != nil {
		t.Fatal(err)
	}
	if _, err := preview(t, frames.Bytes()); err != nil {
		t.Errorf("a picture with 2000 frames shows its first: %v", err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, x := range map[string]struct {
		content []byte
		code    string
	}{
		"30000 x 30000": {bomb(t, 30000, 30000), "image_too_large"},
		"one long line": {bomb(t, 1<<31-1, 1), "image_too_large"},
		"text":          {[]byte("no picture"), "image_unreadable"},
		"png, cut":      {pngOf(t, picture(200, 200))[:80], "image_unreadable"},
		"webp, broken":  {[]byte("RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00\x00\x00broken broken broken"), "image_unreadable"},
		"tiff":          {[]byte("II*\x00\x08\x00\x00\x00"), "image_unreadable"},
	} {
		_, err := preview(t, x.content)
		if e := fault.Of(err); e == nil || e.Code != x.code {
			t.Errorf("%s: got %v, want %s", name, err, x.code)
		}
	}
	runtime.ReadMemStats(&after)
	used := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("image bombs: %d MiB allocated in all", used)
	if used > 128 {
		t.Errorf("got %d MiB allocated, want at most 128", used)
	}
}

// TestLargestPictureStaysWithinItsMemory paints the largest picture that is
// taken.
func TestLargestPictureStaysWithinItsMemory(t *testing.T) {
	content := pngOf(t, picture(5000, 4000))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	if _, err := preview(t, content); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	used := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("20 megapixels: %d MiB allocated", used)
	if used > 128 {
		t.Errorf("got %d MiB, want at most 128", used)
	}
}
