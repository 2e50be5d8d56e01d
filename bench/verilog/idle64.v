// 64 engines that mostly wait, as designs/idle.ts.

module worker (
  input  wire        clk,
  input  wire        rst,
  input  wire        start,
  input  wire [63:0] seed,
  output reg         done,
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

  reg [4:0] left;
  reg [63:0] state;
  reg [31:0] crc;
  reg signed [15:0] line0, line1, line2, line3, line4, line5, line6, line7;
  reg signed [23:0] filtered;
  reg signed [47:0] energy;
  wire working = left != 0;

  always @(posedge clk)
    if (rst) begin
      left <= 0;
      state <= 0;
      crc <= 0;
      {line0, line1, line2, line3, line4, line5, line6, line7} <= 128'b0;
      filtered <= 0;
      energy <= 0;
      done <= 0;
    end else begin
      done <= left == 1;
      if (working) begin
        left <= left - 1;
        state <= xorshift64(state);
        crc <= crc32(crc, state[7:0]);
        line0 <= state[31:16];
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
      if (start) begin
        left <= 24;
        state <= seed;
        crc <= 32'hffffffff;
      end
    end

  assign result = crc ^ energy[47:16];
endmodule

module idle64 (
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

  reg [7:0] turn;
  reg [63:0] random;
  reg [5:0] selected;
  wire [63:0] done;
  wire [31:0] results [0:63];

  always @(posedge clk)
    if (rst) begin
      turn <= 0;
      random <= 1;
      selected <= 0;
    end else begin
      turn <= turn + 1;
      random <= xorshift64(random);
      if (turn == 255) selected <= random[37:32];
    end

  genvar g;
  generate
    for (g = 0; g < 64; g = g + 1) begin : workers
      worker worker (
        .clk(clk), .rst(rst), .start(turn == 0 && selected == g), .seed(random), .done(done[g]), .result(results[g])
      );
    end
  endgenerate

  reg [31:0] any;
  integer i;
  always @* begin
    any = 0;
    for (i = 0; i < 64; i = i + 1)
      if (done[i]) any = any | results[i];
  end

  always @(posedge clk)
    if (rst) checksum <= 0;
    else checksum <= {checksum[30:0], checksum[31]} ^ any;
endmodule
