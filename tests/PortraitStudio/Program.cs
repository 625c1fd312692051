Console.WriteLine("usage: PortraitStudio OUT.jpg");
