using Instrumented;

await new Service(Settings.Parse(args)).RunAsync();
