using AcsFunctions.Local.CommandLine;

return await new LocalCommand().RunAsync(args);
