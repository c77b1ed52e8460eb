using AcsFunctions.Local.CommandLine;

ProxyBypass.ForThisMachine();
return await new LocalCommand().RunAsync(args);
