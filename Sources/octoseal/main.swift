import OctosealCLI

await runOctoseal()
