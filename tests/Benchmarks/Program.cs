return await Benchmarks.Runner.RunAsync(args);
