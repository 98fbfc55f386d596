return await MeshLens.Agent.Commands.CommandLine.RunAsync(args);
