"""The desk: what agents, leads and owners see and do, behind a sign-in of their own."""
