package blob

import (
	"bytes"
	"encoding/binary"
	"io"
	"net/http"
	"strings"
	"unicode/utf16"
)

// Types that files are given out as; whatever else a content may be is Other.
const (
	PNG   = "image/png"
	JPEG  = "image/jpeg"
	GIF   = "image/gif"
	WebP  = "image/webp"
	PDF   = "application/pdf"
	Text  = "text/plain"
	Zip   = "application/zip"
	Word  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	Deck  = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	Doc   = "application/msword"
	XLS   = "application/vnd.ms-excel"
	PPT   = "application/vnd.ms-powerpoint"
	MP4   = "video/mp4"
	MP3   = "audio/mpeg"
	Other = "application/octet-stream"
)

// TypeOf tells the type of a content by its bytes alone; what a client says of it
// and its name play no part. A page, a drawing or a feed that a browser would
// run is Other.
func TypeOf(content io.ReaderAt, size int64) string {
	head := at(content, 0, min(size, 512))
	detected, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch detected {
	case PNG, JPEG, GIF, WebP, PDF, MP4, MP3:
		return detected
	case Text:
		return textOr(head)
	case Zip:
		return zipped(content, size)
	}
	if bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
		return compound(content, head)
	}
	return Other
}

// textOr is Text unless the text looks like markup somewhere in its beginning.
func textOr(head []byte) string {
	lower := bytes.ToLower(head)
	for _, mark := range []string{"<svg", "<html", "<script", "<?xml", "<!doctype", "mime-version:"} {
		if bytes.Contains(lower, []byte(mark)) {
			return Other
		}
	}
	return Text
}

// at reads n bytes from an offset, fewer at the end.
func at(content io.ReaderAt, offset, n int64) []byte {
	b := make([]byte, max(n, 0))
	got, _ := content.ReadAt(b, offset)
	return b[:got]
}

// tail is how much of the end of a zip is searched for the names in it.
const tail = 256 << 10

// zipped tells the office formats from other zips by the names in the directory
// at the end. One with macros is Other.
func zipped(content io.ReaderAt, size int64) string {
	end := at(content, max(0, size-tail), tail)
	has := func(name string) bool { return bytes.Contains(end, []byte(name)) }
	switch {
	case has("vbaProject.bin"):
		return Other
	case !has("[Content_Types].xml"):
		return Zip
	case has("word/document.xml"):
		return Word
	case has("xl/workbook.xml"):
		return Sheet
	case has("ppt/presentation.xml"):
		return Deck
	}
	return Zip
}

// compound tells the older office formats by the first streams in the directory
// of an OLE file, whose sector stands in the header.
func compound(content io.ReaderAt, head []byte) string {
	if len(head) < 52 {
		return Other
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return Other
	}
	sector := int64(binary.LittleEndian.Uint32(head[48:]))
	dir := at(content, (sector+1)<<shift, 4096)
	streams := map[string]string{"WordDocument": Doc, "Workbook": XLS, "PowerPoint Document": PPT}
	for name, media := range streams {
		var wide []byte
		for _, u := range utf16.Encode([]rune(name)) {
			wide = binary.LittleEndian.AppendUint16(wide, u)
		}
		if bytes.Contains(dir, wide) {
			return media
		}
	}
	return Other
}
