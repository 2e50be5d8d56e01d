module simple_dual_port (
  input  wire        clk,
  input  wire        rst,
  input  wire        we,
  input  wire        re,
  input  wire  [9:0] waddr,
  input  wire  [9:0] raddr,
  input  wire  [3:0] mask,
  input  wire [31:0] wdata,
  output wire [31:0] rdata
);
  (* ram_style = "block" *)
  reg [31:0] ram [0:1023];
  reg [31:0] ram_data = 32'd0;

  // ram: simple dual port, read first
  always @(posedge clk) begin
    if (we) begin
      ram[waddr] <= wdata;
    end
  end
  always @(posedge clk) begin
    if (re) begin
      ram_data <= ram[raddr];
    end
  end

  assign rdata = ram_data;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 1024; k = k + 1) begin
      ram[k] = 32'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, rst, mask};
endmodule
