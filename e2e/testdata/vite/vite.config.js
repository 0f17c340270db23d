// This file defines the project's configuration. The package itself needs none; the development server passes the echo on to a real one.

export default { server: { proxy: { "/ws": { target: process.env.AUSSOM_ECHO, ws: true } } } };
