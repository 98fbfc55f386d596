using MeshLens.Lab;
using Xunit.MicrosoftTestingPlatform;

return LabChild.IsChild(args)
    ? LabChild.Run(args)
    : await TestPlatformTestFramework.RunAsync(args, Functional.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions);
