module github.com/aussom/aussom-web

go 1.26
