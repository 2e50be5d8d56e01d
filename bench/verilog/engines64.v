// 64 engines of which one works at a time, as designs/engines.ts.

module engine (
  input  wire        clk,
  input  wire        rst,
  input  wire        enable,
  input  wire [5:0]  id,
  output wire [31:0] result
);
  function [63:0] xorshift64(input [63:0] x);
    reg [63:0] y, z;
    begin
      y = x ^ (x << 13);
      z = y ^ (y >> 7);
      xorshift64 = z ^ (z << 17);
    end
  endfunction

  function [31:0] crc32(input [31:0] crc, input [7:0] data);
    integer i;
    begin
      crc32 = crc ^ {24'b0, data};
      for (i = 0; i < 8; i = i + 1)
        crc32 = crc32[0] ? (crc32 >> 1) ^ 32'hedb88320 : crc32 >> 1;
    end
  endfunction

  reg [63:0] state;
  reg [31:0] crc;
  reg signed [15:0] line0, line1, line2, line3, line4, line5, line6, line7;
  reg signed [23:0] filtered;
  reg signed [47:0] energy;

  always @(posedge clk)
    if (rst) begin
      state <= 64'h9e3779b97f4a7c15;
      crc <= 32'hffffffff;
      {line0, line1, line2, line3, line4, line5, line6, line7} <= 128'b0;
      filtered <= 0;
      energy <= 0;
    end else if (enable) begin
      state <= xorshift64(state);
      crc <= crc32(crc, state[7:0]);
      line0 <= state[31:16] ^ {10'b0, id};
      line1 <= line0;
      line2 <= line1;
      line3 <= line2;
      line4 <= line3;
      line5 <= line4;
      line6 <= line5;
      line7 <= line6;
      filtered <= -3 * (line0 + line7) + 11 * (line1 + line6) - 27 * (line2 + line5) + 83 * (line3 + line4);
      energy <= energy + filtered * filtered;
    end

  assign result = crc ^ energy[47:16];
endmodule

module engines64 (
  input  wire        clk,
  input  wire        rst,
  output reg  [31:0] checksum
);
  function [63:0] xorshift64(input [63:0] x);
    reg [63:0] y, z;
    begin
      y = x ^ (x << 13);
      z = y ^ (y >> 7);
      xorshift64 = z ^ (z << 17);
    end
  endfunction

  reg [5:0] turn;
  reg [63:0] random;
  reg [5:0] selected;
  wire [31:0] results [0:63];

  always @(posedge clk)
    if (rst) begin
      turn <= 0;
      random <= 1;
      selected <= 0;
    end else begin
      turn <= turn + 1;
      random <= xorshift64(random);
      if (turn == 63) selected <= random[37:32];
    end

  genvar g;
  generate
    for (g = 0; g < 64; g = g + 1) begin : engines
      engine engine (.clk(clk), .rst(rst), .enable(selected == g), .id(g[5:0]), .result(results[g]));
    end
  endgenerate

  always @(posedge clk)
    if (rst) checksum <= 0;
    else checksum <= {checksum[30:0], checksum[31]} ^ results[selected];
endmodule
