using MeshLens.Lab;
using MeshLens.Lab.Proxies;
using MeshLens.Lab.Proxies.Tests;
using Xunit.MicrosoftTestingPlatform;

if (ProxyChild.IsChild(args))
{
    return ProxyChild.Run();
}

return LabChild.IsChild(args)
    ? LabChild.Run(args)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
