"""What `tools.kill_builds` kills: one build, many, a studio, a cluster."""
